import { readBaseUrl } from '@/lib/chat/base-url';
import { ChatError } from '@/lib/chat/errors';
import type { RequestInput } from '@/lib/messaging/requests';
import { findProvider } from '@/lib/providers/registry';
import { saveCredentials, type Credentials } from '@/lib/settings/credentials';
import { announceProviders } from '@/lib/settings/provider-news';
import { forgetModels } from '@/lib/settings/remembered-models';
import { changeSettings, preferencesOf } from '@/lib/settings/settings';
import { forgetHealth } from './health';
import { getConfigured, serverOf } from './provider-directory';

/** Adds a server of the user's; resolves to its id. @throws {ChatError} for an unusable address. */
export async function addEndpoint({
  kind,
  name,
  baseUrl,
}: RequestInput<'add-endpoint'>): Promise<string> {
  if (findProvider(kind)?.presets === undefined) {
    throw new ChatError('internal', `"${kind}" takes no endpoints`);
  }
  const address = readBaseUrl(baseUrl);
  if (address.type !== 'usable') throw new ChatError('rejected', `"${baseUrl}" is ${address.type}`);
  const id = `endpoint-${crypto.randomUUID()}`;
  await changeSettings((settings) => ({
    ...settings,
    endpoints: [...settings.endpoints, { id, kind, name }],
    providers: { ...settings.providers, [id]: { baseUrl: address.url } },
  }));
  return id;
}

/** Removes a server with all that was kept for it; its replies stay. */
export async function removeEndpoint(id: string): Promise<void> {
  await saveCredentials(id, () => null);
  await forgetModels(id);
  await changeSettings((settings) => ({
    ...settings,
    endpoints: settings.endpoints.filter((endpoint) => endpoint.id !== id),
    providers: without(settings.providers, id),
    preferences: without(settings.preferences, id),
    model: settings.model?.providerId === id ? null : settings.model,
  }));
}

/**
 * Keeps a key for the server that the provider is at now; `null` forgets it. A provider that has one
 * can be chosen, unless the user has turned it off.
 */
export async function saveKey({ providerId, key }: RequestInput<'save-key'>): Promise<void> {
  const origin = await originOf(providerId);
  await changeCredentials(providerId, (before) => ({
    headers: before?.origin === origin ? before.headers : {},
    key,
    origin,
  }));
  if (key !== null) await changeIsOn(providerId, (before) => before ?? true);
}

/** Makes a provider's models ones that can be chosen. */
export function turnOn(providerId: string): Promise<void> {
  return changeIsOn(providerId, () => true);
}

async function changeIsOn(
  providerId: string,
  change: (isOn: boolean | null) => boolean | null,
): Promise<void> {
  await changeSettings((settings) => {
    const before = preferencesOf(settings, providerId);
    const after = { ...before, isOn: change(before.isOn) };
    return { ...settings, preferences: { ...settings.preferences, [providerId]: after } };
  });
}

/** Adds to the headers that every request to the provider carries; `null` forgets one. */
export async function saveHeaders({
  providerId,
  headers,
}: RequestInput<'save-headers'>): Promise<void> {
  const origin = await originOf(providerId);
  await changeCredentials(providerId, (before) => ({
    key: before?.origin === origin ? before.key : null,
    headers: changeHeaders(before?.origin === origin ? before.headers : {}, headers),
    origin,
  }));
}

function changeHeaders(
  before: Credentials['headers'],
  changes: RequestInput<'save-headers'>['headers'],
): Credentials['headers'] {
  const after = Object.entries({ ...before, ...changes });
  return Object.fromEntries(
    after.flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  );
}

/** What a service said to the old ones does not hold for the new ones. */
async function changeCredentials(
  ...[providerId, change]: Parameters<typeof saveCredentials>
): Promise<void> {
  await saveCredentials(providerId, change);
  await forgetHealth(providerId);
  await announceProviders();
}

async function originOf(providerId: string): Promise<string> {
  const { connection } = await getConfigured(providerId);
  const origin = serverOf(connection);
  if (origin === undefined) throw new ChatError('internal', `"${providerId}" has no server`);
  return origin;
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string) {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
