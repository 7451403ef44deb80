import { createHash } from 'node:crypto';

/** What a challenge asks for, and how a browser measures it. */
export interface Challenge {
  /** The header `x-vqd-hash-1`. */
  readonly header: string;
  readonly serverHashes: readonly string[];
  readonly fingerprint: string;
}

/** Broken HTML as challenges contain it, with what browsers make of it. */
export const SNIPPETS = [
  { html: '<div><p></p><div></div', length: 29, elements: 3 },
  { html: '<p>a<p>b', length: 16, elements: 2 },
  { html: '<li><div></li><li></div', length: 29, elements: 3 },
  { html: '<table><div>x</div><tr><td>1', length: 61, elements: 5 },
] as const;

/** The `serial`-th challenge, in the form of March 2025. */
export function createChallenge(serial: number): Challenge {
  const snippet = SNIPPETS[serial % SNIPPETS.length] ?? SNIPPETS[0];
  const offset = 100 + ((serial * 37) % 900);
  const serverHashes = ['one', 'two'].map((part) => sha256(`${part} ${serial}`));
  const script = `(function () {
  return {
    server_hashes: ${JSON.stringify(serverHashes)},
    client_hashes: [navigator.userAgent + (navigator.userAgentData ? navigator.userAgentData.brands.map(b => \`"\${b.brand}";v="\${b.version}"\`).join(', ') : ''), (function(){const e = document.createElement('div');e.innerHTML = '${snippet.html}';return String(${offset} + e.innerHTML.length);})()],
    signals: {}
  };
})()
`;
  return {
    header: Buffer.from(script).toString('base64'),
    serverHashes,
    fingerprint: String(offset + snippet.length),
  };
}

/** A challenge in the manner of 2026, which only a page can run. */
export function createObfuscatedChallenge(serial: number): Challenge {
  const script = `(async function(){const _0x${serial.toString(16)}a1=['querySelector','contentWindow','#jsa','webdriver'];
const _0x3f=async(n)=>_0x${serial.toString(16)}a1[n-0x1c];
return{server_hashes:await _0x3f(0x1d),client_hashes:[navigator.userAgent,await _0x3f(0x1e)],signals:{},meta:{v:'4',challenge_id:'${sha256(String(serial))}'}}})()`;
  return { header: Buffer.from(script).toString('base64'), serverHashes: [], fingerprint: '' };
}

/** What is wrong with the answer to a challenge; `null` if nothing is. */
export function faultOf(
  answer: string,
  challenge: Challenge,
  userAgentText: string | null,
): string | null {
  const { server_hashes: echoed, client_hashes: hashes, signals } = parseAnswer(answer);
  if (JSON.stringify(echoed) !== JSON.stringify(challenge.serverHashes)) return 'server hashes';
  if (!Array.isArray(hashes) || hashes.length !== 2) return 'client hashes';
  const [agent, fingerprint] = hashes;
  const isAgent =
    userAgentText === null ? /^[A-Za-z0-9+/]{43}=$/.test(agent) : agent === sha256(userAgentText);
  if (!isAgent) return 'the hash of the user agent';
  if (fingerprint !== sha256(challenge.fingerprint)) return 'the hash of the fingerprint';
  return JSON.stringify(signals) === '{}' ? null : 'signals';
}

/** The first server hash that an answer repeats: it tells which challenge was answered. */
export function challengeNamed(answer: string): string | undefined {
  const { server_hashes: echoed } = parseAnswer(answer);
  return Array.isArray(echoed) ? echoed[0] : undefined;
}

interface Answer {
  readonly server_hashes?: readonly string[];
  readonly client_hashes?: readonly string[];
  readonly signals?: unknown;
}

function parseAnswer(answer: string): Answer {
  try {
    return JSON.parse(Buffer.from(answer, 'base64').toString()) as Answer;
  } catch {
    return {};
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
