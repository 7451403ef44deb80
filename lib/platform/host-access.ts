import { browser } from 'wxt/browser';

/**
 * Asks the user for access to `origins` (match patterns); resolves to whether it was given. Call it
 * first thing in a click handler: browsers answer only to a gesture.
 */
export function requestHostAccess(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

export function hasHostAccess(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.contains({ origins: [...origins] });
}

/** Gives access back; resolves to whether there was any. */
export function revokeHostAccess(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.remove({ origins: [...origins] });
}

/** Calls `listener` whenever some host access was given or taken. */
export function watchHostAccess(listener: () => void, signal: AbortSignal): void {
  browser.permissions.onAdded.addListener(listener);
  browser.permissions.onRemoved.addListener(listener);
  signal.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(listener);
    browser.permissions.onRemoved.removeListener(listener);
  });
}
