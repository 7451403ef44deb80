import { createStore, type StoreApi } from 'zustand/vanilla';
import { ChatError } from '@/lib/chat/errors';
import type { Model, ModelChoice, ProviderInfo } from '@/lib/chat/provider-info';
import { request } from '@/lib/messaging/request-client';
import {
  changeSettings,
  readSettings,
  watchSettings,
  type Settings,
} from '@/lib/settings/settings';

/** The services that can answer, and what the user has set; `null` until they are read. */
export interface ProvidersState {
  readonly providers: readonly ProviderInfo[] | null;
  readonly settings: Settings | null;
}

export type ProvidersStore = StoreApi<ProvidersState>;

export function createProvidersStore(): ProvidersStore {
  return createStore<ProvidersState>(() => ({ providers: null, settings: null }));
}

/** Reads providers and settings, and again whenever a setting changes, until `signal` aborts. */
export function followProviders(store: ProvidersStore, signal: AbortSignal): void {
  const load = () => loadProviders(store).catch(() => {}); // whoever needs them loads and tells
  watchSettings((settings) => {
    store.setState({ settings });
    void load();
  }, signal);
  void load();
}

/** @throws {ChatError} when the background does not answer. */
export async function loadProviders(store: ProvidersStore): Promise<void> {
  const [providers, settings] = await Promise.all([request('list-providers', {}), readSettings()]);
  store.setState({ providers, settings });
}

/** Asks a service which models it has now. @throws {ChatError} when it does not say. */
export async function refreshModels(store: ProvidersStore, providerId: string): Promise<void> {
  await request('refresh-models', { providerId });
  await loadProviders(store);
}

/** The next prompts are answered by `model`. */
export async function chooseModel(store: ProvidersStore, model: ModelChoice): Promise<void> {
  store.setState(await applyChange((settings) => ({ ...settings, model })));
}

/** Changes one setting of one provider. */
export async function changeProviderSetting(
  store: ProvidersStore,
  { providerId, key, value }: { providerId: string; key: string; value: string | boolean },
): Promise<void> {
  const change = (settings: Settings) => {
    const { providers } = settings;
    const changed = { ...providers[providerId], [key]: value };
    return { ...settings, providers: { ...providers, [providerId]: changed } };
  };
  store.setState(await applyChange(change));
  await loadProviders(store);
}

async function applyChange(
  change: (settings: Settings) => Settings,
): Promise<Pick<ProvidersState, 'settings'>> {
  return { settings: await changeSettings(change) };
}

/**
 * The provider and model that answer the next prompt; `null` until providers are known. A chosen
 * model that has left its list is still asked for by its id: the service says what became of it.
 */
export function chosenModel({
  providers,
  settings,
}: ProvidersState): { provider: ProviderInfo; model: Pick<Model, 'id' | 'name'> } | null {
  const choice = settings?.model;
  const chosen = providers?.find(({ id }) => id === choice?.providerId);
  if (chosen && choice) {
    const { modelId } = choice;
    const model = chosen.models.find(({ id }) => id === modelId);
    return { provider: chosen, model: model ?? { id: modelId, name: modelId } };
  }
  const provider = providers?.find(({ isOn, shownModels }) => isOn && shownModels.length > 0);
  const model = provider?.shownModels[0];
  return provider && model ? { provider, model } : null;
}

/** `chosenModel`, once providers are known. @throws {ChatError} when there is none to be had. */
export async function knownModel(store: ProvidersStore): Promise<ModelChoice> {
  if (store.getState().providers === null) await loadProviders(store);
  const chosen = chosenModel(store.getState());
  if (chosen === null) throw new ChatError('model-unavailable', 'No provider has any model');
  return { providerId: chosen.provider.id, modelId: chosen.model.id };
}
