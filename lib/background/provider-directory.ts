import * as z from 'zod/mini';
import { ChatError } from '@/lib/chat/errors';
import type { Model, ProviderInfo } from '@/lib/chat/provider-info';
import type { Provider } from '@/lib/providers/provider';
import { findProvider, providers } from '@/lib/providers/registry';
import { readRememberedModels, rememberModels } from '@/lib/settings/remembered-models';
import { readSettings } from '@/lib/settings/settings';
import { createProviderContext } from './provider-context';

const shownSettingsSchema = z.record(z.string(), z.union([z.string(), z.boolean()]));

/** @throws {ChatError} `model-unavailable` for a provider that this version does not have. */
export function getProvider(id: string): Provider {
  const provider = findProvider(id);
  if (!provider) throw new ChatError('model-unavailable', `There is no provider "${id}"`);
  return provider;
}

/** What UIs may know of every provider, in picker order. */
export async function listProviders(): Promise<ProviderInfo[]> {
  const [{ providers: stored }, remembered] = await Promise.all([
    readSettings(),
    readRememberedModels(),
  ]);
  return providers.map((provider) => ({
    id: provider.id,
    name: provider.name,
    site: provider.site,
    origins: [...provider.origins(stored[provider.id])],
    models: [...(remembered[provider.id] ?? provider.models)],
    listsModels: provider.listModels !== undefined,
    settingFields: [...provider.settingFields],
    settings: shownSettingsSchema.parse(provider.parseSettings(stored[provider.id])),
  }));
}

/** The model's name as people know it; its id where no list has it. */
export async function nameModel(providerId: string, modelId: string): Promise<string> {
  const { models } = getProvider(providerId);
  const { [providerId]: remembered = [] } = await readRememberedModels();
  return [...remembered, ...models].find(({ id }) => id === modelId)?.name ?? modelId;
}

/** Asks the service for its models and remembers them. @throws {ChatError} when it does not say. */
export async function refreshModels(providerId: string): Promise<Model[]> {
  const provider = getProvider(providerId);
  const context = await createProviderContext(provider, AbortSignal.timeout(60_000));
  const models = [...((await provider.listModels?.(context)) ?? provider.models)];
  await rememberModels(providerId, models);
  return models;
}
