import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import type {
  Clock,
  CookieJar,
  HtmlMeasure,
  Provider,
  ProviderContext,
  SessionValues,
  UserAgent,
} from '@/lib/providers/provider';
import { SNIPPETS } from './duckduckgo-challenge';
import type { Emulator } from './emulator';

/** A browser of Node's, for one provider and the stand-in for its service. */
export interface NodeBrowser extends AsyncDisposable {
  readonly clock: VirtualClock;
  readonly cookies: MemoryCookies;
  readonly session: MemorySession;
  readonly userAgent: UserAgent;
  /** A fresh context, as a restarted worker makes it: cookies and session values are what lasts. */
  context(options?: ContextOptions): ProviderContext<unknown>;
}

interface ContextOptions {
  readonly signal?: AbortSignal;
  readonly settings?: unknown;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
}

interface BrowserOptions {
  readonly provider: Provider;
  readonly emulator: Pick<Emulator, 'port'>;
  readonly clock?: VirtualClock;
}

/** A stand-in for what the extension gets of its browser. */
export function createNodeBrowser({
  provider,
  emulator,
  clock = new VirtualClock(),
}: BrowserOptions): NodeBrowser {
  const connect = buildConnector({ rejectUnauthorized: false });
  const agent = new Agent({
    // Every host is the stand-in.
    connect: (options, callback) =>
      connect({ ...options, hostname: '127.0.0.1', port: String(emulator.port) }, callback),
  });
  const cookies = new MemoryCookies();
  const session = new MemorySession();

  const fetchAs = (settings: unknown): typeof fetch => {
    const browserFetch = async (input: string, init: RequestInit = {}) => {
      const { hostname, origin } = new URL(input);
      const headers = new Headers(init.headers);
      headers.set('user-agent', USER_AGENT.text);
      const rules = provider
        .connection(settings)
        .headerRules.filter((rule) => rule.origin === origin);
      for (const { headers: ruled } of rules) {
        for (const [name, value] of Object.entries(ruled)) headers.set(name, value);
      }
      if (init.credentials !== 'omit') headers.set('cookie', cookies.headerFor(hostname));
      const response = await undiciFetch(input, {
        ...init,
        headers,
        dispatcher: agent,
      } as Parameters<typeof undiciFetch>[1]);
      if (init.credentials !== 'omit') cookies.store(hostname, response.headers.getSetCookie());
      return response;
    };
    return browserFetch as unknown as typeof fetch;
  };

  return {
    clock,
    cookies,
    session,
    userAgent: USER_AGENT,
    context: ({
      signal = new AbortController().signal,
      settings,
      clock: otherClock,
      ...credentials
    } = {}) => ({
      fetch: fetchAs(settings),
      signal,
      settings,
      apiKey: credentials.apiKey ?? null,
      headers: credentials.headers ?? {},
      cookies,
      session,
      clock: otherClock ?? clock,
      userAgent: USER_AGENT,
      measureHtml,
      languageModel: null,
    }),
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}

const USER_AGENT: UserAgent = {
  text: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
  brands: [
    { brand: 'Chromium', version: '156' },
    { brand: 'Not_A Brand', version: '8' },
  ],
};

/** Real browsers measured these; there is no DOM in Node. */
function measureHtml(html: string): Promise<HtmlMeasure> {
  const snippet = SNIPPETS.find((each) => each.html === html);
  if (!snippet) throw new Error(`No measure of ${html}`);
  return Promise.resolve({ length: snippet.length, elements: snippet.elements });
}

/** A clock that passes when someone sleeps, and at once. */
export class VirtualClock implements Clock {
  #now = Date.UTC(2026, 10, 21);
  /** What `random` gives. */
  jitter = 0;

  now = (): number => this.#now;
  random = (): number => this.jitter;

  advance(ms: number): void {
    this.#now += ms;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.advance(ms);
  }
}

export class MemoryCookies implements CookieJar {
  readonly #values = new Map<string, string>();

  async has(url: string, name: string): Promise<boolean> {
    return this.#values.has(`${new URL(url).hostname} ${name}`);
  }

  async set(url: string, name: string, value: string): Promise<void> {
    this.#values.set(`${new URL(url).hostname} ${name}`, value);
  }

  /** Takes the cookies of an answer's `Set-Cookie` headers. */
  store(hostname: string, lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
      this.#values.set(`${hostname} ${name}`, value);
    }
  }

  headerFor(hostname: string): string {
    const own = [...this.#values].filter(([key]) => key.startsWith(`${hostname} `));
    return own.map(([key, value]) => `${key.slice(hostname.length + 1)}=${value}`).join('; ');
  }
}

/** Values pass through JSON, as they do in a browser. */
export class MemorySession implements SessionValues {
  readonly #values = new Map<string, string>();

  async get(key: string): Promise<unknown> {
    return JSON.parse(this.#values.get(key) ?? 'null') ?? undefined;
  }

  async set(key: string, value: unknown): Promise<void> {
    this.#values.set(key, JSON.stringify(value));
  }
}
