import * as z from '@/lib/schema';
import type { FinishReason, Wait } from '@/lib/chat/message';
import type {
  EndpointPreset,
  Model,
  ModelOption,
  ProviderInfo,
  SettingField,
} from '@/lib/chat/provider-info';
import type { LanguageModelApi } from './language-model';
import { withoutSecrets } from './shared/secrets';

/** JSON that a provider keeps with a reply; only that provider reads it. */
export type ProviderState = Readonly<Record<string, unknown>>;

export interface ChatTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
  /** Of a prompt, in its order; empty unless the model takes images. */
  readonly images: readonly Blob[];
}

export interface ChatRequest {
  readonly modelId: string;
  /** Whether a text or an image is wanted, as the model's list says. */
  readonly output: Model['output'];
  /** Oldest first; the last one is the prompt to answer. */
  readonly turns: readonly ChatTurn[];
  /** Empty where the user has set none, as it is for providers that do not name the option. */
  readonly systemPrompt: string;
  /** 0 to 2; `null`, as the next ones, leaves it to the service. */
  readonly temperature: number | null;
  readonly maxTokens: number | null;
  /** Of an image model, from its own lists. */
  readonly imageSize: string | null;
  readonly imageQuality: string | null;
  /** The last `state` this provider yielded on the branch before this prompt, if any. */
  readonly state: ProviderState | null;
}

/** What a provider yields. These events never leave the background. */
export type ProviderEvent =
  | { readonly type: 'text-delta'; readonly text: string }
  | { readonly type: 'reasoning-delta'; readonly text: string }
  | { readonly type: 'image'; readonly image: Blob; readonly alt: string }
  /** An image the service made and left at an address: it is fetched once, and stored. */
  | { readonly type: 'image-address'; readonly url: string; readonly alt: string }
  | { readonly type: 'source'; readonly url: string; readonly title: string }
  /** The provider pauses before it tries again by itself. */
  | { readonly type: 'wait'; readonly wait: Wait }
  /** How many tokens were read and written, as the service counts them. */
  | { readonly type: 'usage'; readonly inputTokens: number; readonly outputTokens: number }
  /** What the next turn of this branch needs; stored with the reply, replaces an earlier one. */
  | { readonly type: 'state'; readonly state: ProviderState };

/** What a request carries is text, so that its receipt can show all of it. */
export interface TextRequestInit extends RequestInit {
  readonly body?: string;
}

export type Fetch = (url: string, init?: TextRequestInit) => Promise<Response>;

/** Everything a provider may touch. Injected, so that a test can point it at an emulator. */
export interface ProviderContext<Settings> {
  /** `fetch` with the browser's cookies and, for the provider's origins, its header rules. */
  readonly fetch: Fetch;
  /** Aborts when the user stops the reply: every wait and read obeys it. */
  readonly signal: AbortSignal;
  readonly settings: Settings;
  /** `null` where the user has given none. It goes to the provider's own origin alone. */
  readonly apiKey: string | null;
  /** Headers of the user's own, for providers that take them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: CookieJar;
  readonly session: SessionValues;
  readonly clock: Clock;
  readonly userAgent: UserAgent;
  /** What this browser makes of `html` as the content of a `div`. */
  readonly measureHtml: (html: string) => Promise<HtmlMeasure>;
  /** The browser's own model; `null` where it has none. */
  readonly languageModel: LanguageModelApi | null;
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
  /** Of the requests the rule is for, such as `https://duckduckgo.com`; ports count. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** How a provider is reached with the present settings. */
export interface Connection {
  readonly site: ProviderInfo['site'];
  /** Match patterns the browser must grant before `send` can work. */
  readonly origins: readonly string[];
  /** The one server that a key is given for, by its origin, where match patterns leave its port out. */
  readonly server?: string;
  readonly headerRules: readonly HeaderRule[];
  readonly key: Pick<ProviderInfo['key'], 'need' | 'page'>;
}

/** Of a service that asks for no key. */
export const NO_KEY: Connection['key'] = { need: 'none', page: null };

/** Of a service that takes all that a user can set for a model. */
export const ALL_OPTIONS: readonly ModelOption[] = ['system-prompt', 'temperature', 'max-tokens'];

export interface ProviderDefinition<Settings> {
  readonly id: string;
  readonly name: string;
  /** Whether it can be chosen before the user turns it on: only what needs no key and no set-up. */
  readonly isOnAtFirst: boolean;
  /** What is known of a service without a published API: a message key. */
  readonly caveat?: string;
  /** Servers a new endpoint starts from. A provider with presets is used through its endpoints alone. */
  readonly presets?: readonly Omit<EndpointPreset, 'kind'>[];
  readonly takesHeaders?: boolean;
  /** The longest silence before a reply counts as stalled, for what loads a model first. */
  readonly stallMs?: number;
  readonly options: readonly ModelOption[];
  /** What the user sets for this provider, with defaults for all of it. */
  readonly settings: z.Schema<Settings>;
  readonly settingFields: readonly SettingField[];
  connection(settings: Settings): Connection;
  /** Whether this browser can run it at all; one that it cannot run is not listed. */
  isAvailable?(browser: Pick<ProviderContext<Settings>, 'languageModel'>): Promise<boolean>;
  /** The models known without asking, the default one first. */
  models(settings: Settings): readonly Model[];
  /** What the id of a model that no list has tells of it; `null` where it tells nothing. */
  describeModel?(modelId: string): Model | null;
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
    const parsed = z.safeParse(definition.settings, stored ?? {});
    return parsed.success ? parsed.data : z.parse(definition.settings, {});
  };
  const withSettings = (context: ProviderContext<unknown>): ProviderContext<Settings> => ({
    ...context,
    settings: parseSettings(context.settings),
  });
  const { listModels } = definition;
  /** However a definition words an error, no key is in it. */
  async function* send(
    request: ChatRequest,
    context: ProviderContext<unknown>,
  ): ReturnType<typeof definition.send> {
    try {
      return yield* definition.send(request, withSettings(context));
    } catch (error) {
      throw withoutSecrets(error, context);
    }
  }
  return {
    ...definition,
    parseSettings,
    connection: (settings) => definition.connection(parseSettings(settings)),
    models: (settings) => definition.models(parseSettings(settings)),
    ...(listModels && {
      listModels: (context) =>
        listModels(withSettings(context)).catch((error: unknown) => {
          throw withoutSecrets(error, context);
        }),
    }),
    send,
  };
}
