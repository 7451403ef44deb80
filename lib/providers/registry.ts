import { duckduckgo } from './duckduckgo/index';
import type { Provider } from './provider';

/** Every provider, in the order the picker shows them. Adding one: a file here, a line below. */
export const providers: readonly Provider[] = [duckduckgo];

export function findProvider(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
