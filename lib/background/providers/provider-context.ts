import { browser } from 'wxt/browser';
import { ChatError } from '@/lib/chat/errors';
import { measureHtml } from '@/lib/platform/dom-host';
import { hasHostAccess } from '@/lib/platform/host-access';
import type {
  Clock,
  CookieJar,
  Fetch,
  ProviderContext,
  SessionValues,
  UserAgent,
} from '@/lib/providers/provider';
import { findLanguageModel } from './browser-model';
import { applyHeaderRules } from './header-rules';
import type { ConfiguredProvider } from './provider-directory';

/**
 * Everything a provider may touch, from this browser.
 * @throws {ChatError} `host-access` when the user has not granted its hosts, `credentials` when it
 * has no key and needs one.
 */
export async function createProviderContext(
  { id, settings, connection, credentials }: ConfiguredProvider,
  signal: AbortSignal,
  { fetch = globalThis.fetch.bind(globalThis) }: { fetch?: Fetch } = {},
): Promise<ProviderContext<unknown>> {
  const { origins, headerRules, key } = connection;
  if (!(await hasHostAccess(origins))) {
    throw new ChatError('host-access', `Not allowed to contact ${origins.join(', ')}`);
  }
  const apiKey = credentials?.key ?? null;
  if (key.need === 'required' && apiKey === null)
    throw new ChatError('credentials', 'No key is set');
  await applyHeaderRules(headerRules);
  return {
    fetch,
    signal,
    settings,
    apiKey,
    headers: credentials?.headers ?? {},
    cookies,
    session: sessionValues(id),
    clock,
    userAgent: readUserAgent(),
    measureHtml,
    languageModel: findLanguageModel(),
  };
}

const cookies: CookieJar = {
  async has(url, name) {
    return (await browser.cookies.get({ url, name })) !== null;
  },
  async set(url, name, value) {
    await browser.cookies.set({ url, name, value, path: '/', secure: true });
  },
};

function sessionValues(providerId: string): SessionValues {
  const keyOf = (key: string) => `provider:${providerId}:${key}`;
  return {
    async get(key) {
      const stored = await browser.storage.session.get(keyOf(key));
      return stored[keyOf(key)];
    },
    async set(key, value) {
      await browser.storage.session.set({ [keyOf(key)]: value });
    },
  };
}

const clock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', abort, { once: true });
      function done() {
        signal.removeEventListener('abort', abort);
        resolve();
      }
      function abort() {
        clearTimeout(timer);
        reject(signal.reason);
      }
    }),
};

/** Chromium's client hints; Firefox has none. */
interface WithUserAgentData {
  readonly userAgentData?: { readonly brands: UserAgent['brands'] };
}

function readUserAgent(): UserAgent {
  const { userAgentData } = navigator as WithUserAgentData;
  return { text: navigator.userAgent, brands: userAgentData?.brands ?? [] };
}
