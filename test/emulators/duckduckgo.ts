import { faultOf } from './duckduckgo-challenge';
import { Grants, historyFault, type Grant } from './duckduckgo-tokens';
import { startServer } from './emulator';
import type { Exchange } from './exchange';
import {
  takeFault,
  usualScript,
  writeReply,
  type ProviderEmulator,
  type Script,
  type ScriptedPrompt,
} from './script';

/** What the stand-in for DuckDuckGo's chat can be told to do, besides what any can. */
export interface DuckduckgoScript extends Script {
  /** Which tokens answers carry: `x-vqd-4`, `x-vqd-hash-1`, both or none. */
  tokens: 'both' | 'vqd' | 'hash' | 'none';
  /** Whether errors carry new tokens too. */
  tokensOnErrors: boolean;
  /** What must be in `x-vqd-hash-1`: the right answer, anything, nothing, or what only a page can tell. */
  hash: 'strict' | 'any' | 'empty-only' | 'v4';
  /** User agent and brands as the answer must hash them; `null` takes any. */
  userAgentText: string | null;
  /** The body of GET status says: fine, the user's limit, the service's limit. */
  status: '0' | '1' | '2';
  /** How the page tells its version, or that it leads to duck.ai. */
  page: 'globals' | 'attributes' | 'serp' | 'neither' | 'redirect';
  /** The body of GET models; `null` is 404. */
  models: unknown;
  /** The models it answers for; `null` is any. */
  servedModels: readonly string[] | null;
  /** The data of lines before the text, and after it. A line that begins with `:` is sent as it is. */
  before: readonly string[];
  after: readonly string[];
  /** Whether Origin and Referer must be those of the host. */
  checksOrigin: boolean;
  /** Whether the cookies `dcs` and `dcm` must be there. */
  checksCookies: boolean;
  /** Requests that come quicker are refused; 0 for none. */
  minGapMs: number;
}

export interface DuckduckgoEmulator extends ProviderEmulator {
  readonly script: DuckduckgoScript;
}

export interface DuckduckgoEmulatorOptions {
  readonly script?: Partial<DuckduckgoScript>;
  /** 0 takes any free port. */
  readonly port?: number;
  /** A virtual clock, shared with the client. */
  readonly now?: () => number;
}

export const PAGE_VERSION = 'serp_20250401_100419_ET-19d438eb199b2bf7c300';

const DEFAULT_MODELS = [
  'gpt-4o-mini',
  'meta-llama/Llama-3.3-70B-Instruct-Turbo',
  'claude-3-haiku-20240307',
  'o3-mini',
  'mistralai/Mistral-Small-24B-Instruct-2501',
];

/** The service wants 1.5 s; real networks carry two requests at unequal speed. */
const MIN_GAP_MS = { virtual: 1450, real: 1000 };

/** A strict stand-in for DuckDuckGo's chat on both its hosts. */
export async function startDuckduckgoEmulator({
  script: scripted,
  port,
  now,
}: DuckduckgoEmulatorOptions = {}): Promise<DuckduckgoEmulator> {
  const script: DuckduckgoScript = {
    ...usualScript(),
    tokens: 'both',
    tokensOnErrors: false,
    hash: 'strict',
    userAgentText: null,
    status: '0',
    page: 'globals',
    models: null,
    servedModels: DEFAULT_MODELS,
    before: [],
    after: ['[DONE]'],
    checksOrigin: true,
    checksCookies: true,
    minGapMs: now ? MIN_GAP_MS.virtual : MIN_GAP_MS.real,
    ...scripted,
  };
  const service = new Service(script);
  const server = await startServer({
    hosts: ['duckduckgo.com', 'duck.ai'],
    handle: (exchange) => service.answer(exchange),
    port,
    now,
  });
  return { ...server, script, violations: service.violations };
}

const KIND_BY_PATH: Readonly<Record<string, string>> = {
  'GET /': 'page',
  'GET /chat': 'page',
  'GET /aichat': 'cookie-page',
  'GET /duckchat/v1/status': 'status',
  'GET /duckchat/v1/models': 'models',
  'POST /duckchat/v1/chat': 'chat',
};

class Service {
  readonly violations: string[] = [];
  readonly #script: DuckduckgoScript;
  readonly #grants = new Grants();
  #lastAt = -Infinity;

  constructor(script: DuckduckgoScript) {
    this.#script = script;
  }

  async answer(exchange: Exchange): Promise<void> {
    const { method, path } = exchange.request;
    const [pathname = ''] = path.split('?');
    const kind = KIND_BY_PATH[`${method} ${pathname}`];
    if (kind === undefined) return exchange.send(404, 'Not found');
    if (this.#isTooQuick(exchange, pathname))
      return this.#refuse(exchange, 429, 'ERR_RATE_LIMIT', 'too quick');
    const fault = takeFault(this.#script, kind);
    if (fault) {
      if (kind === 'chat') this.#spend(exchange);
      const { status, body = '', headers } = fault;
      return exchange.send(status, body, { ...this.#errorTokens(), ...headers });
    }
    switch (kind) {
      case 'page':
      case 'cookie-page':
        return this.#sendPage(exchange);
      case 'status':
        return this.#sendStatus(exchange);
      case 'models':
        return this.#sendModels(exchange);
      default:
        return this.#chat(exchange);
    }
  }

  /** A redirect's second half is no request of its own. */
  #isTooQuick({ request: { at } }: Exchange, pathname: string): boolean {
    if (pathname === '/chat') return false;
    const gapMs = at - this.#lastAt;
    this.#lastAt = at;
    return gapMs < this.#script.minGapMs;
  }

  async #sendPage(exchange: Exchange): Promise<void> {
    if (this.#script.page === 'redirect' && exchange.request.host !== 'duck.ai') {
      return exchange.send(302, '', { location: 'https://duck.ai/chat' });
    }
    const html = PAGES[this.#script.page];
    return exchange.send(200, html, { 'content-type': 'text/html; charset=utf-8' });
  }

  async #sendStatus(exchange: Exchange): Promise<void> {
    const { headers } = exchange.request;
    const origin = this.#originFault(exchange);
    if (origin) return this.#refuse(exchange, 400, 'ERR_BAD_REQUEST', origin);
    if (headers['x-vqd-accept'] !== '1') {
      return this.#refuse(exchange, 400, 'ERR_BAD_REQUEST', 'no x-vqd-accept');
    }
    const body = JSON.stringify({ status: this.#script.status });
    return exchange.send(200, body, {
      'content-type': 'application/json',
      ...this.#tokenHeaders(this.#issue(null)),
    });
  }

  async #sendModels(exchange: Exchange): Promise<void> {
    const { models } = this.#script;
    if (models === null) return exchange.send(404, 'Not found');
    const body = typeof models === 'string' ? models : JSON.stringify(models);
    return exchange.send(200, body, { 'content-type': 'application/json' });
  }

  async #chat(exchange: Exchange): Promise<void> {
    const prompt = promptOf(exchange);
    if (!prompt) return this.#refuse(exchange, 400, 'ERR_BAD_REQUEST', 'not a chat body');
    const refusal = this.#refusalOf(exchange, prompt);
    if (refusal) return this.#refuse(exchange, ...refusal);
    const next = this.#issue(prompt.messages);
    const script = this.#script;
    exchange.transport = script.transport;
    exchange.begin(200, { 'content-type': 'text/event-stream', ...this.#tokenHeaders(next) });
    const line = (data: string) => {
      next.sentText += textIn(data);
      return data.startsWith(':') ? `${data}\n\n` : `data: ${data}\n\n`;
    };
    for (const data of script.before) await exchange.write(line(data));
    const frame = (text: string) => line(JSON.stringify(messageFrame(prompt.model, text)));
    await writeReply(exchange, script, { prompt, frame });
    for (const data of script.after) await exchange.write(line(data));
    await exchange.end();
  }

  #refusalOf(exchange: Exchange, prompt: ScriptedPrompt): [number, string, string] | null {
    const { headers, cookies } = exchange.request;
    const { servedModels, checksCookies } = this.#script;
    const origin = this.#originFault(exchange);
    if (origin) return [400, 'ERR_BAD_REQUEST', origin];
    if (checksCookies && !(cookies['dcs'] === '1' && cookies['dcm'] === '3')) {
      return [400, 'ERR_BAD_REQUEST', 'no cookies'];
    }
    const grant = this.#grants.find(vqdIn(headers), answerIn(headers));
    const isUsed = grant?.usedFor !== null && grant?.usedFor !== JSON.stringify(prompt.messages);
    if (this.#knowsTokens && (!grant || isUsed)) return [400, 'ERR_INVALID_VQD', 'a wrong token'];
    const challenge = this.#challengeFault(answerIn(headers), grant);
    if (challenge) return [418, 'ERR_CHALLENGE', challenge];
    if (servedModels && !servedModels.includes(prompt.model)) {
      return [400, 'ERR_MODEL_UNAVAILABLE', `the model ${prompt.model}`];
    }
    if (!grant) return null;
    grant.usedFor = JSON.stringify(prompt.messages);
    const history = historyFault(prompt.messages, grant);
    return history === null ? null : [400, 'ERR_BAD_REQUEST', history];
  }

  get #knowsTokens(): boolean {
    const { tokens, hash } = this.#script;
    return tokens === 'both' || tokens === 'vqd' || (tokens === 'hash' && hash === 'strict');
  }

  #challengeFault(answer: string, grant: Grant | undefined): string | null {
    const { hash, tokens, userAgentText } = this.#script;
    switch (hash) {
      case 'any':
        return null;
      case 'empty-only':
        return answer === '' ? null : 'an answer to the challenge';
      case 'v4':
        return 'the page was not asked';
      case 'strict':
        if (tokens === 'vqd' || tokens === 'none')
          return answer === '' ? null : 'an answer to nothing';
        return grant ? faultOf(answer, grant.challenge, userAgentText) : 'no challenge';
    }
  }

  /** All addresses of a request must name one host. */
  #originFault({ request: { host, headers } }: Exchange): string | null {
    if (!this.#script.checksOrigin) return null;
    const origin = `https://${host}`;
    if (headers.origin !== origin) return `the origin ${headers.origin}`;
    return headers.referer === `${origin}/` ? null : `the referer ${headers.referer}`;
  }

  async #refuse(exchange: Exchange, status: number, type: string, reason: string): Promise<void> {
    const { method, path } = exchange.request;
    this.violations.push(`${method} ${path}: ${type}, ${reason}`);
    const body = JSON.stringify({ action: 'error', status, type, overrideCode: 'e1b9' });
    await exchange.send(status, body, {
      'content-type': 'application/json',
      ...this.#errorTokens(),
    });
  }

  /** A token is gone, even where its request was refused. */
  #spend({ request: { headers } }: Exchange): void {
    const grant = this.#grants.find(vqdIn(headers), answerIn(headers));
    if (grant) grant.usedFor = 'a refused request';
  }

  #issue(history: ScriptedPrompt['messages'] | null): Grant {
    return this.#grants.issue(history, { isObfuscated: this.#script.hash === 'v4' });
  }

  #tokenHeaders({ vqd, challenge }: Grant): Record<string, string> {
    const { tokens } = this.#script;
    return {
      ...((tokens === 'both' || tokens === 'vqd') && { 'x-vqd-4': vqd }),
      ...((tokens === 'both' || tokens === 'hash') && { 'x-vqd-hash-1': challenge.header }),
    };
  }

  #errorTokens(): Record<string, string> {
    return this.#script.tokensOnErrors ? this.#tokenHeaders(this.#issue(null)) : {};
  }
}

type Headers = Exchange['request']['headers'];

function vqdIn(headers: Headers): string | undefined {
  const vqd = headers['x-vqd-4'];
  return typeof vqd === 'string' ? vqd : undefined;
}

function answerIn(headers: Headers): string {
  const answer = headers['x-vqd-hash-1'];
  return typeof answer === 'string' ? answer : '';
}

function promptOf({ request: { body }, signal }: Exchange): ScriptedPrompt | null {
  try {
    const { model, messages } = JSON.parse(body) as Pick<ScriptedPrompt, 'model' | 'messages'>;
    return { model, messages, signal, text: messages.at(-1)?.content ?? '' };
  } catch {
    return null;
  }
}

function messageFrame(model: string, message: string) {
  return {
    id: 'msg_local',
    action: 'success',
    created: 1743292800,
    model,
    role: 'assistant',
    message,
  };
}

function textIn(data: string): string {
  try {
    const { message } = JSON.parse(data) as { message?: unknown };
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}

const PAGES: Readonly<Record<DuckduckgoScript['page'], string>> = {
  globals: `<!DOCTYPE html><script>window.__DDG_BE_VERSION__="${PAGE_VERSION}";window.__DDG_FE_CHAT_HASH__="b1c2d3e4f5a6b7c8d9e0";</script>`,
  attributes: `<!DOCTYPE html><html data-version-tag="tag-1.2.3" data-version-sha="0123456789abcdef0123"><body>`,
  serp: `<!DOCTYPE html><link href="/dist/${PAGE_VERSION}/main.css">`,
  neither: '<!DOCTYPE html><title>DuckDuckGo</title>',
  redirect: `<!DOCTYPE html><html data-version-tag="duck.ai" data-version-sha="fedcba98765432100123"><body>`,
};
