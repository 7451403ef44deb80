import type * as z from 'zod/mini';
import type { FinishReason, Wait } from '@/lib/chat/message';
import type { Model, ProviderInfo, SettingField } from '@/lib/chat/provider-info';

/** JSON that a provider keeps with a reply; only that provider reads it. */
export type ProviderState = Readonly<Record<string, unknown>>;

export interface ChatTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

export interface ChatRequest {
  readonly modelId: string;
  /** Oldest first; the last one is the prompt to answer. */
  readonly turns: readonly ChatTurn[];
  /** The last `state` this provider yielded on the branch before this prompt, if any. */
  readonly state: ProviderState | null;
}

/** What a provider yields. These events never leave the background. */
export type ProviderEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'image'; readonly image: Blob; readonly alt: string }
  | { readonly type: 'source'; readonly url: string; readonly title: string }
  /** The provider pauses before it tries again by itself. */
  | { readonly type: 'wait'; readonly wait: Wait }
  /** What the next turn of this branch needs; stored with the reply, replaces an earlier one. */
  | { readonly type: 'state'; readonly state: ProviderState };

/** Everything a provider may touch. Injected, so that a test can point it at an emulator. */
export interface ProviderContext<Settings> {
  /** `fetch` with the browser's cookies and, for the provider's origins, its header rules. */
  readonly fetch: typeof fetch;
  /** Aborts when the user stops the reply: every wait and read obeys it. */
  readonly signal: AbortSignal;
  readonly settings: Settings;
  readonly cookies: CookieJar;
  readonly session: SessionValues;
  readonly clock: Clock;
  readonly userAgent: UserAgent;
  /** What this browser makes of `html` as the content of a `div`. */
  readonly measureHtml: (html: string) => Promise<HtmlMeasure>;
}

export interface CookieJar {
  has(url: string, name: string): Promise<boolean>;
  /** A session cookie for the host of `url`, secure, path `/`. */
  set(url: string, name: string, value: string): Promise<void>;
}

/** Small values that outlive a stopped worker, but not the browser. */
export interface SessionValues {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** @throws the signal's reason when it aborts. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** In [0, 1), for jitter. */
  random(): number;
}

export interface UserAgent {
  /** `navigator.userAgent` */
  readonly text: string;
  /** `navigator.userAgentData.brands`; empty where the browser has none. */
  readonly brands: readonly { readonly brand: string; readonly version: string }[];
}

export interface HtmlMeasure {
  /** `innerHTML.length`, in UTF-16 code units. */
  readonly length: number;
  /** `querySelectorAll('*').length` */
  readonly elements: number;
}

/** Request headers that `fetch` may not set, set by the browser on our own requests alone. */
export interface HeaderRule {
  /** The host the rule is for, such as `duckduckgo.com`. */
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ProviderDefinition<Settings> {
  readonly id: string;
  readonly name: string;
  readonly site: ProviderInfo['site'];
  /** What the user sets for this provider, with defaults for all of it. */
  readonly settings: z.ZodMiniType<Settings>;
  readonly settingFields: readonly SettingField[];
  /** Match patterns the browser must grant before `send` can work. */
  origins(settings: Settings): readonly string[];
  headerRules(settings: Settings): readonly HeaderRule[];
  /** The models known without asking, the default one first. */
  readonly models: readonly Model[];
  /** Asks the service which models it has now. */
  listModels?(context: ProviderContext<Settings>): Promise<readonly Model[]>;
  /**
   * Streams one reply. Returns why the service stopped; a stream that ends without saying so
   * throws `ChatError('cut-off')`.
   * @throws {ChatError} for every failure the service can report.
   */
  send(
    request: ChatRequest,
    context: ProviderContext<Settings>,
  ): AsyncGenerator<ProviderEvent, FinishReason, undefined>;
}

/** A provider whose settings type has been checked and forgotten, so that all fit one list. */
export interface Provider extends ProviderDefinition<unknown> {
  /** What was stored, with defaults where it is missing or damaged. */
  parseSettings(stored: unknown): unknown;
}

/** Checks a provider's types, and parses its settings wherever it reads them. */
export function defineProvider<Settings>(definition: ProviderDefinition<Settings>): Provider {
  const parseSettings = (stored: unknown): Settings => {
    const parsed = definition.settings.safeParse(stored ?? {});
    return parsed.success ? parsed.data : definition.settings.parse({});
  };
  const withSettings = (context: ProviderContext<unknown>): ProviderContext<Settings> => ({
    ...context,
    settings: parseSettings(context.settings),
  });
  const { listModels } = definition;
  return {
    ...definition,
    parseSettings,
    origins: (settings) => definition.origins(parseSettings(settings)),
    headerRules: (settings) => definition.headerRules(parseSettings(settings)),
    ...(listModels && { listModels: (context) => listModels(withSettings(context)) }),
    send: (request, context) => definition.send(request, withSettings(context)),
  };
}
