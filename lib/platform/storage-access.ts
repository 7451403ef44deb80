import { browser } from 'wxt/browser';

/** Firefox has no such setting for what is kept for good. */
interface WithAccessLevel {
  setAccessLevel?: (options: { accessLevel: 'TRUSTED_CONTEXTS' }) => Promise<void>;
}

/** Lets no script in a page read what we keep, where the browser can do that: Chrome. */
export function keepStorageFromPages(): void {
  const areas: readonly WithAccessLevel[] = [browser.storage.local, browser.storage.session];
  for (const area of areas) {
    area.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => {}); // as it is by default
  }
}
