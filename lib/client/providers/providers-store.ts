import { createStore, type StoreApi } from 'zustand/vanilla';
import { ChatError } from '@/lib/chat/errors';
import type { Health, Model, ModelChoice, ProviderInfo } from '@/lib/chat/provider-info';
import { request } from '@/lib/messaging/request-client';
import { watchHostAccess } from '@/lib/platform/host-access';
import { watchProviderNews } from '@/lib/settings/provider-news';
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

/**
 * Reads providers and settings, and again whenever something about them changes: a setting, access
 * to a host, what a service answered, or the time until which it asked to wait.
 */
export function followProviders(store: ProvidersStore, signal: AbortSignal): void {
  const load = () => void loadProviders(store).catch(() => {}); // whoever needs them loads and tells
  watchSettings((settings) => {
    store.setState({ settings });
    load();
  }, signal);
  watchHostAccess(load, signal);
  watchProviderNews(load, signal);
  reloadWhenHealthEnds(store, load, signal);
  load();
}

/** How long a provider's trouble without a known end is shown before it is asked about again. */
const UNKNOWN_END_MS = 60_000;
/** What a timer can wait for. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

function reloadWhenHealthEnds(store: ProvidersStore, load: () => void, signal: AbortSignal): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = store.subscribe(({ providers }, before) => {
    if (providers === before.providers) return;
    clearTimeout(timer);
    const endsIn = Math.min(...(providers ?? []).map(({ health }) => msUntilEnd(health)));
    if (endsIn < Infinity) timer = setTimeout(load, Math.min(endsIn, MAX_TIMEOUT_MS));
  });
  signal.addEventListener('abort', () => {
    stop();
    clearTimeout(timer);
  });
}

function msUntilEnd(health: Health): number {
  switch (health.type) {
    case 'ready':
    case 'needs-access':
    case 'needs-key':
      return Infinity; // until the user does something
    case 'limited':
      return health.until === null ? UNKNOWN_END_MS : Math.max(0, health.until - Date.now());
    case 'unreachable':
    case 'refused':
      return UNKNOWN_END_MS;
  }
}

/** The newest load that was begun and the newest that was shown: an older answer may come later. */
const loads = new WeakMap<ProvidersStore, { begun: number; shown: number }>();

/** @throws {ChatError} when the background does not answer. */
export async function loadProviders(store: ProvidersStore): Promise<void> {
  const count = loads.get(store) ?? { begun: 0, shown: 0 };
  loads.set(store, count);
  const number = (count.begun += 1);
  const [providers, settings] = await Promise.all([request('list-providers', {}), readSettings()]);
  if (number < count.shown) return;
  count.shown = number;
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

/** How images are asked for of one model. */
export async function changeImageOptions(
  store: ProvidersStore,
  modelId: string,
  options: { readonly size?: string; readonly quality?: string },
): Promise<void> {
  const change = (settings: Settings) => {
    const { images } = settings;
    return { ...settings, images: { ...images, [modelId]: { ...images[modelId], ...options } } };
  };
  store.setState(await applyChange(change));
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
export function chosenModel({ providers, settings }: ProvidersState): {
  provider: ProviderInfo;
  model: Pick<Model, 'id' | 'name'> & Partial<Model>;
} | null {
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

/** Whether the model that answers the next prompt can be shown images. */
export function seesImages(state: ProvidersState): boolean {
  return chosenModel(state)?.model.takesImages ?? false;
}

/** Whether `model` can be shown images; not if it has left its list. */
export function takesImages(
  { providers }: ProvidersState,
  { providerId, modelId }: ModelChoice,
): boolean {
  const provider = providers?.find(({ id }) => id === providerId);
  return provider?.models.find(({ id }) => id === modelId)?.takesImages ?? false;
}

/** Whether the next reply is an image. */
export function drawsImages(state: ProvidersState): boolean {
  return chosenModel(state)?.model.output === 'image';
}

/** `chosenModel`, once providers are known. @throws {ChatError} when there is none to be had. */
export async function knownModel(store: ProvidersStore): Promise<ModelChoice> {
  if (store.getState().providers === null) await loadProviders(store);
  const chosen = chosenModel(store.getState());
  if (chosen === null) throw new ChatError('model-unavailable', 'No provider has any model');
  return { providerId: chosen.provider.id, modelId: chosen.model.id };
}
