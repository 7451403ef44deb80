import { browser, type Browser } from 'wxt/browser';

/** A tab that could be read. */
export interface OpenTab {
  readonly id: number;
  readonly windowId: number;
  readonly title: string;
  /** Empty where the browser does not tell it: then we have no access to the page. */
  readonly url: string;
}

/**
 * The tab in front in this page's window; where that is this page itself, the one that was in front
 * before.
 */
export async function tabInFront(): Promise<OpenTab | null> {
  const [tabs, own] = await Promise.all([
    browser.tabs.query({ currentWindow: true }),
    browser.tabs.getCurrent(),
  ]);
  const others = tabs.filter(({ id }) => id !== own?.id);
  const [latest] = others.toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0));
  const tab = others.find(({ active }) => active) ?? latest;
  return tab === undefined ? null : toOpenTab(tab);
}

/** Calls `listener` with the tab in front, now and whenever it may be another one or show another page. */
export function watchTabInFront(
  listener: (tab: OpenTab | null) => void,
  signal: AbortSignal,
): void {
  const look = () =>
    void tabInFront()
      .catch(() => null)
      .then((tab) => !signal.aborted && listener(tab));
  const { onActivated, onUpdated } = browser.tabs;
  onActivated.addListener(look);
  onUpdated.addListener(look);
  signal.addEventListener('abort', () => {
    onActivated.removeListener(look);
    onUpdated.removeListener(look);
  });
  look();
}

/** All tabs but this page's own, those of which the browser tells the address first. */
export async function listOpenTabs(): Promise<OpenTab[]> {
  const [tabs, own] = await Promise.all([browser.tabs.query({}), browser.tabs.getCurrent()]);
  const others = tabs.filter(({ id }) => id !== own?.id).flatMap((tab) => toOpenTab(tab) ?? []);
  return others.toSorted((a, b) => Number(a.url === '') - Number(b.url === ''));
}

function toOpenTab({ id, windowId, title = '', url = '' }: Browser.tabs.Tab): OpenTab | null {
  return id === undefined ? null : { id, windowId, title, url };
}
