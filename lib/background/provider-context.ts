import { browser } from 'wxt/browser';
import { ChatError } from '@/lib/chat/errors';
import { measureHtml } from '@/lib/platform/dom-host';
import { hasHostAccess } from '@/lib/platform/host-access';
import type {
  Clock,
  CookieJar,
  Provider,
  ProviderContext,
  SessionValues,
  UserAgent,
} from '@/lib/providers/provider';
import { providers } from '@/lib/providers/registry';
import { readSettings } from '@/lib/settings/settings';
import { applyHeaderRules } from './header-rules';

/**
 * Everything `provider` may touch, from this browser.
 * @throws {ChatError} `host-access` when the user has not granted its hosts.
 */
export async function createProviderContext(
  provider: Provider,
  signal: AbortSignal,
): Promise<ProviderContext<unknown>> {
  const { providers: stored } = await readSettings();
  const settings = stored[provider.id];
  const origins = provider.origins(settings);
  if (!(await hasHostAccess(origins))) {
    throw new ChatError('host-access', `Not allowed to contact ${origins.join(', ')}`);
  }
  await applyHeaderRules(providers.flatMap((each) => each.headerRules(stored[each.id])));
  return {
    fetch: globalThis.fetch.bind(globalThis),
    signal,
    settings,
    cookies,
    session: sessionValues(provider.id),
    clock,
    userAgent: readUserAgent(),
    measureHtml,
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
