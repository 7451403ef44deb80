import { browser, type Browser } from 'wxt/browser';

/**
 * Whether a message comes from one of our own pages. Told by the URL, which the browser fills in: a
 * content script's is its web page's. A tab is no sign, since our pages open in tabs too.
 */
export function isExtensionPage(sender: Browser.runtime.MessageSender): boolean {
  return (
    sender.id === browser.runtime.id &&
    (sender.url?.startsWith(browser.runtime.getURL('/')) ?? false)
  );
}

/** Whether a message comes from a script of ours in the page of a tab. */
export function isContentScript(sender: Browser.runtime.MessageSender): boolean {
  return sender.id === browser.runtime.id && sender.tab !== undefined && !isExtensionPage(sender);
}
