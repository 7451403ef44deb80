import { grantedOrigins } from '@/lib/platform/host-access';
import type { ProviderInfo } from '@/lib/chat/provider-info';

/** Match patterns the browser has granted that no provider needs now: hosts of images, mostly. */
export async function listOtherHosts(providers: readonly ProviderInfo[]): Promise<string[]> {
  const needed = new Set(providers.flatMap(({ origins }) => origins));
  return (await grantedOrigins()).filter((origin) => !needed.has(origin)).toSorted();
}
