import type { BrowserModelStatus } from '@/lib/chat/browser-model';
import { request } from '@/lib/messaging/request-client';

const POLL_MS = 1000;

/** Tells how it is with the browser's own model, each second while it downloads. */
export function followBrowserModel(
  listener: (status: BrowserModelStatus) => void,
  signal: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = async () => {
    const status = await request('browser-model-status', {}).catch(() => null);
    if (signal.aborted) return;
    if (status) listener(status);
    if (status?.type === 'downloading') timer = setTimeout(() => void read(), POLL_MS);
  };
  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  void read();
}

/** Starts the download. @throws {ChatError} when the background does not answer. */
export function downloadBrowserModel(): Promise<void> {
  return request('download-browser-model', {});
}
