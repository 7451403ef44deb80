import { decodeBase64, encodeBase64 } from '@/lib/chat/base64';
import { ChatError } from '@/lib/chat/errors';
import type { HtmlMeasure, ProviderContext, UserAgent } from '../provider';

type Browser = Pick<ProviderContext<unknown>, 'userAgent' | 'measureHtml'>;

/**
 * The `x-vqd-hash-1` header that answers a challenge. The service sends a script for its page to
 * run; we read from it what it asks of the browser, and answer with this browser's own values.
 * @throws {ChatError} `blocked` for a script that would have to be run.
 */
export async function answerChallenge(header: string, browser: Browser): Promise<string> {
  const script = scriptIn(header);
  if (script === null || script === '') return '';
  if (mustBeRun(script)) {
    throw new ChatError(
      'blocked',
      'duck.ai asks for a browser check this extension does not perform; open duck.ai to chat there',
    );
  }
  const clientValues = [userAgentText(browser.userAgent), await fingerprint(script, browser)];
  const answer = {
    server_hashes: serverHashes(script),
    client_hashes: await Promise.all(clientValues.map(sha256)),
    signals: {},
  };
  return encodeBase64(new TextEncoder().encode(JSON.stringify(answer)));
}

/** The header's script; `null` for what is not strictly base64 of UTF-8. */
function scriptIn(header: string): string | null {
  if (header.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(header)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(decodeBase64(header));
  } catch {
    return null;
  }
}

/** A readable script is some 500 characters long; much longer ones are not even searched. */
const MAX_PLAIN_LENGTH = 4096;
const MAX_LENGTH = 16_384;

/**
 * Whether a script hides what it asks: obfuscated names, asynchronous probes of the page, a
 * challenge id to sign, or much code in which no server hash can be read.
 */
function mustBeRun(script: string): boolean {
  return (
    script.length > MAX_LENGTH ||
    /\b_0x[0-9a-f]{2,}/i.test(script) ||
    /\basync\b\s*(?:function\b|\(|[\w$]+\s*=>)/.test(script) ||
    /\bchallenge_id\b|(?:["']meta["']|\bmeta)\s*:\s*\{/.test(script) ||
    (script.length > MAX_PLAIN_LENGTH && literalHashes(script).length === 0)
  );
}

const DEFAULT_SERVER_HASHES = ['1', '2'];

function serverHashes(script: string): string[] {
  const hashes = literalHashes(script);
  return hashes.length > 0 ? hashes : DEFAULT_SERVER_HASHES;
}

function literalHashes(script: string): string[] {
  const [, list = ''] = /["']?\bserver_hashes\b["']?\s*:\s*\[([^\]]*)\]/.exec(script) ?? [];
  return [...list.matchAll(new RegExp(STRING_LITERAL, 'g'))].map(([literal]) => unquote(literal));
}

const DEFAULT_FINGERPRINT = '1000';

/** How long the browser makes a broken piece of HTML, added to an offset. */
async function fingerprint(script: string, { measureHtml }: Browser): Promise<string> {
  const [, html] = HTML_ASSIGNMENT.exec(script) ?? [];
  const [, offset, , product] = SUM.exec(script) ?? [];
  if (html === undefined || offset === undefined) return DEFAULT_FINGERPRINT;
  const measure = await measureHtml(unquote(html));
  return String(Number(offset) + sizeOf(measure, product !== undefined));
}

function sizeOf({ length, elements }: HtmlMeasure, isProduct: boolean): number {
  return isProduct ? length * elements : length;
}

const STRING_LITERAL = String.raw`"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'`;
const HTML_ASSIGNMENT = new RegExp(String.raw`\.innerHTML\s*=\s*(${STRING_LITERAL})`);
/** `String(207 + e.innerHTML.length)`, in spring 2025 also times `e.querySelectorAll('*').length`. */
const SUM =
  /\bString\(\s*(0x[0-9a-f]+|\d+)\s*\+\s*([\w$]+)\.innerHTML\.length\s*(\*\s*\2\.querySelectorAll\(\s*["']\*["']\s*\)\.length\s*)?\)/i;

/** The text that a JavaScript string literal stands for. */
function unquote(literal: string): string {
  return literal
    .slice(1, -1)
    .replaceAll(
      /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|(\r\n|[\s\S]))/gi,
      (_, braced?: string, unicode?: string, hex?: string, other = '') => {
        const code = braced ?? unicode ?? hex;
        if (code === undefined) return ESCAPES[other] ?? other;
        const point = Number.parseInt(code, 16);
        return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '\uFFFD';
      },
    );
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  // a line that goes on
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\u2028': '',
  '\u2029': '',
};

/** The user agent as the challenge writes it: Chromium's brands follow, joined to it. */
function userAgentText({ text, brands }: UserAgent): string {
  return text + brands.map(({ brand, version }) => `"${brand}";v="${version}"`).join(', ');
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return encodeBase64(new Uint8Array(digest));
}
