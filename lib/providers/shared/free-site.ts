import * as z from '@/lib/schema';
import type { Model } from '@/lib/chat/provider-info';
import { defineProvider, NO_KEY, type Provider, type ProviderDefinition } from '../provider';

type Definition = ProviderDefinition<Record<string, never>>;

interface FreeSite extends Pick<Definition, 'id' | 'name' | 'options' | 'send'> {
  readonly caveat: string;
  /** Where people chat with it. */
  readonly page: string;
  /** The default one first. */
  readonly models: readonly Model[];
}

/** A service that asks for no key, has nothing to set, and takes requests as its page sends them. */
export function defineFreeSite({ page, models, ...site }: FreeSite): Provider {
  const { origin, host } = new URL(page);
  return defineProvider({
    ...site,
    isOnAtFirst: true,
    settings: z.object({}),
    settingFields: [],
    connection: () => ({
      site: { name: host, url: page },
      origins: [`${origin}/*`],
      headerRules: [{ origin, headers: { origin, referer: page } }],
      key: NO_KEY,
    }),
    models: () => models,
  });
}
