import { browser } from 'wxt/browser';
import type { ConversationId } from '@/lib/chat/ids';
import { chatPage } from '@/lib/messaging/chat-page';

/** Opens `url` in a new tab; one of our own may be a path. */
export function openTab(url: string): void {
  void browser.tabs.create({ url });
}

/** Opens a conversation in a tab, where it has more room. */
export function openInTab(id: ConversationId): void {
  openTab(browser.runtime.getURL(chatPage(id)));
}

/** Opens the settings, at one provider or another part where it is named. */
export function openSettingsPage(part?: string): void {
  if (part === undefined) void browser.runtime.openOptionsPage();
  else openTab(browser.runtime.getURL(`/options.html#${part}`));
}

/** Opens the licences of what others wrote. */
export function openLicences(): void {
  openTab('/THIRD-PARTY-NOTICES.txt');
}
