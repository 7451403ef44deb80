import { browser } from 'wxt/browser';

/** A key of the browser that does something of ours. */
export interface BrowserShortcut {
  readonly name: string;
  readonly description: string;
  /** As the browser writes it; empty where there is none. */
  readonly keys: string;
}

export async function listBrowserShortcuts(): Promise<BrowserShortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name = '', description = '', shortcut = '' }) => ({
    name,
    description,
    keys: shortcut,
  }));
}

/** Opens the browser's own page where they can be changed. */
export function openShortcutSettings(): void {
  const { openShortcutSettings: open } = browser.commands as {
    readonly openShortcutSettings?: () => Promise<void>; // Firefox alone has it
  };
  const opening = open?.() ?? browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
  opening.catch(() => {});
}
