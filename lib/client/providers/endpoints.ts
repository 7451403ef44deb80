import type { EndpointPreset } from '@/lib/chat/provider-info';
import { request } from '@/lib/messaging/request-client';
import { changeSettings } from '@/lib/settings/settings';
import { loadProviders, type ProvidersStore } from './providers-store';

/** Of an endpoint's name, as the background takes it. */
export const MAX_NAME_LENGTH = 60;

export interface NewEndpoint {
  readonly kind: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Empty for a server that wants none. */
  readonly key: string;
}

/** Servers that a new one can start from. @throws {ChatError} when the background does not answer. */
export function listPresets(): Promise<readonly EndpointPreset[]> {
  return request('list-presets', {});
}

/** Adds a server of the user's; resolves to its provider id. */
export async function addEndpoint(
  store: ProvidersStore,
  { key, ...endpoint }: NewEndpoint,
): Promise<string> {
  const providerId = await request('add-endpoint', endpoint);
  if (key !== '') await request('save-key', { providerId, key });
  await loadProviders(store);
  return providerId;
}

export async function renameEndpoint(
  store: ProvidersStore,
  providerId: string,
  name: string,
): Promise<void> {
  const settings = await changeSettings((before) => ({
    ...before,
    endpoints: before.endpoints.map((each) => (each.id === providerId ? { ...each, name } : each)),
  }));
  store.setState({ settings });
  await loadProviders(store);
}

/** Removes a server with its key and settings; the conversations with it stay. */
export async function removeEndpoint(store: ProvidersStore, providerId: string): Promise<void> {
  await request('remove-endpoint', { providerId });
  await loadProviders(store);
}

/** What the browser is asked to grant for the server at `baseUrl`. Ports do not count in it. */
export function originPattern(baseUrl: string): string {
  const { protocol, hostname } = new URL(baseUrl);
  return `${protocol}//${hostname}/*`;
}
