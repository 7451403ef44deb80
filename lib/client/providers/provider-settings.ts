import { ChatError } from '@/lib/chat/errors';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { request } from '@/lib/messaging/request-client';
import type { RequestOutput } from '@/lib/messaging/responses';
import { changeSettings, preferencesOf, type Preferences } from '@/lib/settings/settings';
import { loadProviders, type ProvidersStore } from './providers-store';

/** Changes what the user chose for one provider. */
export async function changePreferences(
  store: ProvidersStore,
  providerId: string,
  change: (preferences: Preferences) => Partial<Preferences>,
): Promise<void> {
  const settings = await changeSettings((before) => {
    const preferences = preferencesOf(before, providerId);
    const changed = { ...preferences, ...change(preferences) };
    return { ...before, preferences: { ...before.preferences, [providerId]: changed } };
  });
  store.setState({ settings });
  await loadProviders(store);
}

/** Gives the provider a key, which no UI can read again; `null` forgets it. */
export async function saveKey(
  store: ProvidersStore,
  providerId: string,
  key: string | null,
): Promise<void> {
  await request('save-key', { providerId, key });
  await loadProviders(store);
}

/** Gives the provider a header, whose value no UI can read again; `null` forgets it. */
export async function saveHeader(
  store: ProvidersStore,
  providerId: string,
  { name, value }: { readonly name: string; readonly value: string | null },
): Promise<void> {
  await request('save-headers', { providerId, headers: { [name]: value } });
  await loadProviders(store);
}

/** Offers a model for new chats, or no longer. */
export function showModel(
  store: ProvidersStore,
  provider: ProviderInfo,
  { modelId, isShown }: { readonly modelId: string; readonly isShown: boolean },
): Promise<void> {
  return changePreferences(store, provider.id, ({ shownModels }) => {
    const all = provider.models.map(({ id }) => id);
    const shown = new Set(shownModels ?? all);
    if (isShown) shown.add(modelId);
    else shown.delete(modelId);
    return { shownModels: all.every((id) => shown.has(id)) ? null : [...shown] };
  });
}

/** Offers a model that the service does not name. */
export function addModel(
  store: ProvidersStore,
  providerId: string,
  modelId: string,
): Promise<void> {
  return changePreferences(store, providerId, ({ addedModels, shownModels }) => ({
    addedModels: [...new Set([...addedModels, modelId])],
    shownModels: shownModels && [...new Set([...shownModels, modelId])],
  }));
}

/** Takes back `addModel`. */
export function removeModel(
  store: ProvidersStore,
  providerId: string,
  modelId: string,
): Promise<void> {
  return changePreferences(store, providerId, ({ addedModels, shownModels }) => ({
    addedModels: addedModels.filter((id) => id !== modelId),
    shownModels: shownModels && shownModels.filter((id) => id !== modelId),
  }));
}

/** The provider with this id, as the background knows it now. @throws {ChatError} if it has gone. */
export async function freshProvider(store: ProvidersStore, id: string): Promise<ProviderInfo> {
  await loadProviders(store);
  const provider = store.getState().providers?.find((each) => each.id === id);
  if (!provider) throw new ChatError('model-unavailable', `There is no provider "${id}"`);
  return provider;
}

export type TestResult = RequestOutput<'test-provider'>;

/** Asks the provider for a few tokens. @throws {ChatError} when the background does not answer. */
export function testProvider(providerId: string): Promise<TestResult> {
  return request('test-provider', { providerId });
}

/** `0.7`, or `0,7` as many write it; `null` for nothing, which leaves it to the service. */
export function parseTemperature(text: string): number | null | 'invalid' {
  if (text.trim() === '') return null;
  const value = Number(text.trim().replace(',', '.'));
  return value >= 0 && value <= 2 ? value : 'invalid';
}

/** A whole number above zero; `null` for nothing, which leaves it to the service. */
export function parseMaxTokens(text: string): number | null | 'invalid' {
  if (text.trim() === '') return null;
  const value = Number(text.trim());
  return Number.isSafeInteger(value) && value > 0 ? value : 'invalid';
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-field-names */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** Visible ASCII with spaces between: what every browser and server takes. */
const HEADER_VALUE = /^[\u{21}-\u{7e}](?:[\u{20}-\u{7e}]*[\u{21}-\u{7e}])?$/u;

export function isHeaderName(text: string): boolean {
  return HEADER_NAME.test(text);
}

export function isHeaderValue(text: string): boolean {
  return HEADER_VALUE.test(text);
}
