import { browser } from 'wxt/browser';

/** Opens `url` in a new tab. */
export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

export function openSettingsPage(): void {
  void browser.runtime.openOptionsPage();
}
