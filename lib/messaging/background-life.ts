import { createStoredItem } from '@/lib/platform/stored-item';

/** Which background runs now, or ran last since the browser started: each writes a number of its own. */
const item = createStoredItem('session', 'background', (stored) =>
  typeof stored === 'number' ? stored : null,
);

/** Lets every UI know that a background has started. */
export async function announceBackground(): Promise<void> {
  await item.write(Date.now() + Math.random());
}

/** Tells one background from another; `null` before any has said that it runs. */
export function readBackground(): Promise<number | null> {
  return item.read();
}

/** Calls `listener` whenever a background starts. */
export function watchBackgroundStart(listener: () => void, signal: AbortSignal): void {
  item.watch(listener, signal);
}
