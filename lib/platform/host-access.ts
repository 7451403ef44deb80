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

/** Calls `listener` with the origins whenever some host access was given or taken. */
export function watchHostAccess(
  listener: (origins: readonly string[]) => void,
  signal?: AbortSignal,
): void {
  const hear = ({ origins = [] }: { origins?: readonly string[] }) => listener(origins);
  browser.permissions.onAdded.addListener(hear);
  browser.permissions.onRemoved.addListener(hear);
  signal?.addEventListener('abort', () => {
    browser.permissions.onAdded.removeListener(hear);
    browser.permissions.onRemoved.removeListener(hear);
  });
}

/** Match patterns that are granted now. */
export async function grantedOrigins(): Promise<string[]> {
  return (await browser.permissions.getAll()).origins ?? [];
}
