import * as z from '@/lib/schema';
import { ChatError, toErrorData } from '@/lib/chat/errors';
import type { EndpointPreset, Health, Model, ProviderInfo } from '@/lib/chat/provider-info';
import { hasHostAccess } from '@/lib/platform/host-access';
import type { Connection, Provider } from '@/lib/providers/provider';
import { findProvider, providers } from '@/lib/providers/registry';
import { readCredentials, type Credentials } from '@/lib/settings/credentials';
import { announceProviders } from '@/lib/settings/provider-news';
import { readRememberedModels, rememberModels } from '@/lib/settings/remembered-models';
import {
  preferencesOf,
  readSettings,
  type Preferences,
  type Settings,
} from '@/lib/settings/settings';
import { findLanguageModel } from './browser-model';
import { observedHealth, observeOutcome, readObservations } from './health';
import { createProviderContext } from './provider-context';

/** A provider as the user has it: one of ours, or an endpoint of their own, with all that is set. */
export interface ConfiguredProvider {
  readonly id: string;
  readonly name: string;
  readonly isEndpoint: boolean;
  readonly provider: Provider;
  /** As stored; the provider parses them. */
  readonly settings: unknown;
  readonly connection: Connection;
  readonly preferences: Preferences;
  /** `null` where none are kept for the server it is at now. */
  readonly credentials: Credentials | null;
  /** What the service named last, or what is known without asking, and what the user typed in. */
  readonly models: readonly Model[];
}

/** Every provider that the user has and this browser can run, in picker order. */
export async function listConfigured(): Promise<ConfiguredProvider[]> {
  const [settings, credentials, remembered, available] = await Promise.all([
    readSettings(),
    readCredentials(),
    readRememberedModels(),
    listAvailable(),
  ]);
  return entriesOf(settings, available).map((entry) =>
    configure(entry, { settings, credentials, remembered }),
  );
}

const AVAILABILITY_MS = 1000;

/** Those that this browser can run. */
async function listAvailable(): Promise<Provider[]> {
  const areAvailable = await Promise.all(providers.map(isAvailable));
  return providers.filter((_, index) => areAvailable[index]);
}

/** What the browser answers late, or not at all, is left out: the others do not wait for it. */
async function isAvailable(provider: Provider): Promise<boolean> {
  if (!provider.isAvailable) return true;
  const answer = provider.isAvailable({ languageModel: findLanguageModel() });
  const silence = new Promise<boolean>((resolve) => {
    setTimeout(resolve, AVAILABILITY_MS, false);
  });
  return Promise.race([answer.catch(() => false), silence]);
}

/** @throws {ChatError} `model-unavailable` for a provider that is not there, or no longer. */
export async function getConfigured(id: string): Promise<ConfiguredProvider> {
  const found = (await listConfigured()).find((each) => each.id === id);
  if (!found) throw new ChatError('model-unavailable', `There is no provider "${id}"`);
  return found;
}

type Entry = Pick<ConfiguredProvider, 'id' | 'name' | 'isEndpoint' | 'provider'>;

/** A provider with presets is used through its endpoints alone. */
function entriesOf({ endpoints }: Settings, available: readonly Provider[]): Entry[] {
  const built = available
    .filter(({ presets }) => presets === undefined)
    .map((provider) => ({ id: provider.id, name: provider.name, isEndpoint: false, provider }));
  const added = endpoints.flatMap(({ id, kind, name }) => {
    const provider = findProvider(kind);
    return provider ? [{ id, name, isEndpoint: true, provider }] : [];
  });
  return [...built, ...added];
}

interface Stored {
  readonly settings: Settings;
  readonly credentials: Readonly<Record<string, Credentials>>;
  readonly remembered: Readonly<Record<string, readonly Model[]>>;
}

function configure(entry: Entry, stored: Stored): ConfiguredProvider {
  const { id, provider } = entry;
  const settings = stored.settings.providers[id];
  const connection = provider.connection(settings);
  const preferences = preferencesOf(stored.settings, id);
  const kept = stored.credentials[id];
  const known = stored.remembered[id] ?? provider.models(settings);
  const added = preferences.addedModels
    .filter((modelId) => !known.some((model) => model.id === modelId))
    .map((modelId) => provider.describeModel?.(modelId) ?? textModel(modelId));
  return {
    ...entry,
    settings,
    connection,
    preferences,
    credentials: kept && kept.origin === serverOf(connection) ? kept : null,
    models: [...known, ...added],
  };
}

function textModel(id: string): Model {
  return { id, name: id, output: 'text' };
}

/** What a key is bound to. */
export function serverOf({ server, origins }: Connection): string | undefined {
  return server ?? origins[0];
}

/** What UIs may know of every provider, in picker order. */
export async function listProviders(): Promise<ProviderInfo[]> {
  const [configured, observations] = await Promise.all([listConfigured(), readObservations()]);
  return Promise.all(configured.map((each) => toInfo(each, observedHealth(observations, each))));
}

const shownSettingsSchema = z.recordOf(z.union([z.string(), z.boolean()]));

async function toInfo(
  configured: ConfiguredProvider,
  observed: Health | null,
): Promise<ProviderInfo> {
  const { id, name, isEndpoint, provider, settings, connection, preferences, models } = configured;
  const { shownModels, isOn } = preferences;
  return {
    id,
    kind: provider.id,
    name,
    isOn: isOn ?? (isEndpoint || provider.isOnAtFirst),
    isEndpoint,
    caveat: provider.caveat ?? null,
    site: connection.site,
    origins: [...connection.origins],
    key: { ...connection.key, isSet: hasKey(configured) },
    takesHeaders: provider.takesHeaders ?? false,
    headerNames: Object.keys(configured.credentials?.headers ?? {}),
    health: await healthOf(configured, observed),
    models: [...models],
    shownModels: models.filter((model) => shownModels?.includes(model.id) ?? true),
    listsModels: provider.listModels !== undefined,
    options: [...provider.options],
    settingFields: [...provider.settingFields],
    settings: z.parse(shownSettingsSchema, provider.parseSettings(settings)),
  };
}

/** What the browser and the user have not given comes before what the service said last. */
async function healthOf(configured: ConfiguredProvider, observed: Health | null): Promise<Health> {
  const { connection } = configured;
  if (!(await hasHostAccess(connection.origins))) return { type: 'needs-access' };
  const needsKey = connection.key.need === 'required' && !hasKey(configured);
  return needsKey ? { type: 'needs-key' } : (observed ?? { type: 'ready' });
}

function hasKey({ credentials }: ConfiguredProvider): boolean {
  return credentials !== null && credentials.key !== null;
}

/** The model's name as people know it; its id where no list has it. */
export async function nameModel(providerId: string, modelId: string): Promise<string> {
  const { models } = await getConfigured(providerId);
  return models.find(({ id }) => id === modelId)?.name ?? modelId;
}

/** Asks the service for its models and remembers them. @throws {ChatError} when it does not say. */
export async function refreshModels(providerId: string): Promise<Model[]> {
  const configured = await getConfigured(providerId);
  try {
    const models = await askForModels(configured);
    await rememberModels(providerId, models);
    await announceProviders();
    return models;
  } catch (error) {
    await observeOutcome(configured, { type: 'failed', error: toErrorData(error) });
    throw error;
  }
}

async function askForModels(configured: ConfiguredProvider): Promise<Model[]> {
  const { provider, settings } = configured;
  const context = await createProviderContext(configured, AbortSignal.timeout(60_000));
  return [...((await provider.listModels?.(context)) ?? provider.models(settings))];
}

/** Servers that a new endpoint can start from. */
export function listPresets(): EndpointPreset[] {
  return providers.flatMap(({ id, presets = [] }) =>
    presets.map((preset) => ({ ...preset, kind: id })),
  );
}
