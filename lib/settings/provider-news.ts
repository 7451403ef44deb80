import { createStoredItem } from '@/lib/platform/stored-item';

/** Changes when something about a provider did that is not a setting: its health, key or models. */
const item = createStoredItem<unknown>('session', 'provider-news', (stored) => stored);

let count = 0;

/** Makes every open UI read the providers anew. */
export async function announceProviders(): Promise<void> {
  count += 1;
  await item.write(Date.now() + count / 1000); // never the value before: nobody hears of that
}

/** Calls `listener` whenever there is something new to know of a provider. */
export function watchProviderNews(listener: () => void, signal: AbortSignal): void {
  item.watch(listener, signal);
}
