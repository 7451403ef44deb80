import { browser } from 'wxt/browser';

/** The browser window that this page is the panel of; `null` for a page in a tab. */
export async function panelWindow(): Promise<number | null> {
  try {
    const [tab, window] = await Promise.all([
      browser.tabs.getCurrent(),
      browser.windows.getCurrent(),
    ]);
    return tab === undefined ? (window.id ?? null) : null;
  } catch {
    return null; // a page that belongs to no window
  }
}
