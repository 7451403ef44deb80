import { ChatError } from '@/lib/chat/errors';
import type { RequestInput } from '@/lib/messaging/requests';
import { findProvider } from '@/lib/providers/registry';
import { saveCredentials } from '@/lib/settings/credentials';
import { forgetModels } from '@/lib/settings/remembered-models';
import { changeSettings } from '@/lib/settings/settings';
import { getConfigured } from './provider-directory';

/** Adds a server of the user's; resolves to its id. */
export async function addEndpoint({
  kind,
  name,
  baseUrl,
}: RequestInput<'add-endpoint'>): Promise<string> {
  if (findProvider(kind)?.presets === undefined) {
    throw new ChatError('internal', `"${kind}" takes no endpoints`);
  }
  const id = `endpoint-${crypto.randomUUID()}`;
  await changeSettings((settings) => ({
    ...settings,
    endpoints: [...settings.endpoints, { id, kind, name }],
    providers: { ...settings.providers, [id]: { baseUrl } },
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

/** Keeps a key for the server that the provider is at now; `null` forgets it. */
export async function saveKey({ providerId, key }: RequestInput<'save-key'>): Promise<void> {
  const origin = await originOf(providerId);
  await saveCredentials(providerId, (before) => ({
    headers: before?.origin === origin ? before.headers : {},
    key,
    origin,
  }));
}

/** Keeps headers that every request to the provider carries. */
export async function saveHeaders({
  providerId,
  headers,
}: RequestInput<'save-headers'>): Promise<void> {
  const origin = await originOf(providerId);
  await saveCredentials(providerId, (before) => ({
    key: before?.origin === origin ? before.key : null,
    headers,
    origin,
  }));
}

async function originOf(providerId: string): Promise<string> {
  const { connection } = await getConfigured(providerId);
  const [origin] = connection.origins;
  if (origin === undefined) throw new ChatError('internal', `"${providerId}" has no server`);
  return origin;
}

function without<Value>(record: Readonly<Record<string, Value>>, key: string) {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
