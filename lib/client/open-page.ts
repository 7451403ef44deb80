import { browser } from 'wxt/browser';

/** Opens `url` in a new tab. */
export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

/** Opens the settings, at one provider where it is named. */
export function openSettingsPage(providerId?: string): void {
  if (providerId === undefined) void browser.runtime.openOptionsPage();
  else openTab(browser.runtime.getURL(`/options.html#${providerId}`));
}
