import type { EndpointPreset, ProviderInfo } from '@/lib/chat/provider-info';
import { addEndpoint, originPattern } from './endpoints';
import { hostOf } from './host-access';
import { changePreferences, freshProvider, saveKey } from './provider-settings';
import { chooseModel, refreshModels, type ProvidersStore } from './providers-store';

/** A service that a person may have a key of. */
export interface KeyService {
  /** The provider's id, or the preset's. */
  readonly id: string;
  readonly name: string;
  /** Match patterns to ask for before it can be asked anything. */
  readonly origins: readonly string[];
  /** Where a person gets a key. */
  readonly keyPage: string | null;
  /** What it is made from; `null` where it is a provider of its own. */
  readonly preset: Pick<EndpointPreset, 'kind' | 'name' | 'baseUrl'> | null;
}

/** The service that a key is for, told by how it begins; the first that fits counts. */
const KEY_PREFIXES: readonly (readonly [prefix: string, host: string])[] = [
  ['sk-ant-', 'api.anthropic.com'],
  ['sk-or-', 'openrouter.ai'],
  ['gsk_', 'api.groq.com'],
  ['xai-', 'api.x.ai'],
  ['AIza', 'generativelanguage.googleapis.com'],
  ['sk-', 'api.openai.com'],
];

/** Services in the order most people look for them; others follow. */
const FIRST_HOSTS = [
  'api.openai.com',
  'api.anthropic.com',
  'generativelanguage.googleapis.com',
  'openrouter.ai',
  'api.groq.com',
  'api.mistral.ai',
  'api.deepseek.com',
  'api.x.ai',
];

/** The services that answer with a key, those people ask for most at the top. */
export function listKeyServices(
  providers: readonly ProviderInfo[],
  presets: readonly EndpointPreset[],
): KeyService[] {
  const own = providers
    .filter(({ key, isEndpoint }) => key.need === 'required' && !isEndpoint)
    .map(({ id, name, origins, key }) => ({ id, name, origins, keyPage: key.page, preset: null }));
  const made = presets
    .filter(({ place, key }) => place === 'cloud' && key === 'required')
    .map((preset) => ({
      id: preset.id,
      name: preset.name,
      origins: [originPattern(preset.baseUrl)],
      keyPage: preset.keyPage,
      preset,
    }));
  return [...own, ...made].toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** A server that is in no list, at an address as `readBaseUrl` gives it. */
export function ownService(
  baseUrl: string,
  [preset]: readonly EndpointPreset[], // they all speak the one format
): KeyService | null {
  if (!preset) return null;
  const { host: name } = new URL(baseUrl);
  const made = { kind: preset.kind, name, baseUrl };
  return { id: baseUrl, name, origins: [originPattern(baseUrl)], keyPage: null, preset: made };
}

/** The one of `services` that `key` is for, where its first letters tell. */
export function recognizeKey(key: string, services: readonly KeyService[]): KeyService | null {
  const host = KEY_PREFIXES.find(([prefix]) => key.trim().startsWith(prefix))?.[1];
  return services.find((service) => hostOfService(service) === host) ?? null;
}

/** Gives a service its key and turns it on; resolves to its provider id. */
export async function giveKey(
  store: ProvidersStore,
  service: KeyService,
  key: string,
): Promise<string> {
  const { id, preset } = service;
  const made = preset && findEndpoint(store, preset.baseUrl);
  if (preset !== null && made === undefined) {
    const { kind, name, baseUrl } = preset;
    return addEndpoint(store, { kind, name, baseUrl, key });
  }
  const providerId = made?.id ?? id;
  await saveKey(store, providerId, key);
  await changePreferences(store, providerId, () => ({ isOn: true }));
  return providerId;
}

/** Made on an earlier try: a second one makes no second server. */
function findEndpoint(store: ProvidersStore, baseUrl: string): ProviderInfo | undefined {
  const { host } = new URL(baseUrl);
  return store
    .getState()
    .providers?.find(
      ({ isEndpoint, settings }) =>
        isEndpoint && URL.parse(String(settings['baseUrl']))?.host === host,
    );
}

/** What answers without an account and a key; `null` until providers are known, or without any. */
export function freeProvider(providers: readonly ProviderInfo[] | null): ProviderInfo | null {
  return providers?.find(isFree) ?? null;
}

function isFree({ isOn, isEndpoint, key }: ProviderInfo): boolean {
  return isOn && !isEndpoint && key.need === 'none';
}

/** Lets a free service's first model answer new chats. */
export async function chooseFree(store: ProvidersStore, provider: ProviderInfo): Promise<void> {
  const [model] = provider.shownModels;
  if (model) await chooseModel(store, { providerId: provider.id, modelId: model.id });
}

/** Lets the provider's first model answer new chats, after asking which it has now. */
export async function startWith(store: ProvidersStore, providerId: string): Promise<void> {
  const before = await freshProvider(store, providerId);
  if (before.listsModels) await refreshModels(store, providerId).catch(() => {}); // some name none
  const { models } = await freshProvider(store, providerId);
  const texts = models.filter(({ output }) => output === 'text');
  const known = before.models.find(({ id }) => texts.some((model) => model.id === id));
  const model = known ?? texts[0];
  if (model) await chooseModel(store, { providerId, modelId: model.id });
}

function rankOf(service: KeyService): number {
  const rank = FIRST_HOSTS.indexOf(hostOfService(service));
  return rank === -1 ? FIRST_HOSTS.length : rank;
}

function hostOfService({ origins: [origin = ''] }: KeyService): string {
  return hostOf(origin);
}
