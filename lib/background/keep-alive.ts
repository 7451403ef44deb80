import { browser } from 'wxt/browser';

/**
 * Chrome stops a worker after 30 s without an event or an extension API call, a stream open or not.
 * https://developer.chrome.com/docs/extensions/develop/concepts/service-workers/lifecycle
 */
const PING_INTERVAL_MS = 20_000;

/** Keeps the background running until `task` settles, and no longer. */
export async function keepAliveDuring<T>(task: Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), PING_INTERVAL_MS);
  try {
    return await task;
  } finally {
    clearInterval(timer);
  }
}
