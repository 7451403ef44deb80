import type { LocalServer } from '@/lib/chat/local-server';
import { LOCAL_ORIGINS } from '@/lib/chat/local-server';
import { request } from '@/lib/messaging/request-client';
import { requestHostAccess } from '@/lib/platform/host-access';
import { loadProviders, type ProvidersStore } from './providers-store';

/**
 * Asks this computer's usual ports for model servers, after asking the user for access to them: call
 * it first thing in a click handler. `null` when access was not given.
 * @throws {ChatError} when the background does not answer.
 */
export async function findLocalServers(): Promise<readonly LocalServer[] | null> {
  if (!(await requestHostAccess(LOCAL_ORIGINS))) return null;
  return request('find-local-servers', {});
}

/** Makes a server that was found usable; resolves to its provider id. */
export async function addLocalServer(
  store: ProvidersStore,
  { id, baseUrl }: LocalServer,
): Promise<string> {
  const providerId = await request('add-local-server', { id, baseUrl });
  await loadProviders(store);
  return providerId;
}
