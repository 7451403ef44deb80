import * as z from 'zod/mini';
import { ChatError } from '@/lib/chat/errors';
import type { EndpointPreset, Model, ProviderInfo } from '@/lib/chat/provider-info';
import { hasHostAccess } from '@/lib/platform/host-access';
import type { Connection, Provider } from '@/lib/providers/provider';
import { findProvider, providers } from '@/lib/providers/registry';
import { readCredentials, type Credentials } from '@/lib/settings/credentials';
import { readRememberedModels, rememberModels } from '@/lib/settings/remembered-models';
import {
  preferencesOf,
  readSettings,
  type Preferences,
  type Settings,
} from '@/lib/settings/settings';
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

/** Every provider the user has, in picker order. */
export async function listConfigured(): Promise<ConfiguredProvider[]> {
  const [settings, credentials, remembered] = await Promise.all([
    readSettings(),
    readCredentials(),
    readRememberedModels(),
  ]);
  return entriesOf(settings).map((entry) =>
    configure(entry, { settings, credentials, remembered }),
  );
}

/** @throws {ChatError} `model-unavailable` for a provider that is not there, or no longer. */
export async function getConfigured(id: string): Promise<ConfiguredProvider> {
  const found = (await listConfigured()).find((each) => each.id === id);
  if (!found) throw new ChatError('model-unavailable', `There is no provider "${id}"`);
  return found;
}

type Entry = Pick<ConfiguredProvider, 'id' | 'name' | 'isEndpoint' | 'provider'>;

/** A provider with presets is used through its endpoints alone. */
function entriesOf({ endpoints }: Settings): Entry[] {
  const built = providers
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
    .map((modelId): Model => ({ id: modelId, name: modelId, output: 'text' }));
  return {
    ...entry,
    settings,
    connection,
    preferences,
    credentials: kept && connection.origins.includes(kept.origin) ? kept : null,
    models: [...known, ...added],
  };
}

/** What UIs may know of every provider, in picker order. */
export async function listProviders(): Promise<ProviderInfo[]> {
  return Promise.all((await listConfigured()).map(toInfo));
}

const shownSettingsSchema = z.record(z.string(), z.union([z.string(), z.boolean()]));

async function toInfo(configured: ConfiguredProvider): Promise<ProviderInfo> {
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
    health: await healthOf(configured),
    models: [...models],
    shownModels: models.filter((model) => shownModels?.includes(model.id) ?? true),
    listsModels: provider.listModels !== undefined,
    options: [...provider.options],
    settingFields: [...provider.settingFields],
    settings: shownSettingsSchema.parse(provider.parseSettings(settings)),
  };
}

async function healthOf(configured: ConfiguredProvider): Promise<ProviderInfo['health']> {
  const { connection } = configured;
  if (!(await hasHostAccess(connection.origins))) return { type: 'needs-access' };
  const needsKey = connection.key.need === 'required' && !hasKey(configured);
  return { type: needsKey ? 'needs-key' : 'ready' };
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
  const { provider, settings } = configured;
  const context = await createProviderContext(configured, AbortSignal.timeout(60_000));
  const models = [...((await provider.listModels?.(context)) ?? provider.models(settings))];
  await rememberModels(providerId, models);
  return models;
}

/** Servers that a new endpoint can start from. */
export function listPresets(): EndpointPreset[] {
  return providers.flatMap(({ id, presets = [] }) =>
    presets.map((preset) => ({ ...preset, kind: id })),
  );
}
