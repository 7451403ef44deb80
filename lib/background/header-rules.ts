import { browser } from 'wxt/browser';
import type { HeaderRule } from '@/lib/providers/provider';

let applied = '';

/**
 * Sets headers that `fetch` may not set, on requests of this extension's background and no others:
 * the rules name us as the initiator and leave out every tab. They last until the browser closes,
 * need no permission that warns, and work for granted hosts alone.
 */
export async function applyHeaderRules(rules: readonly HeaderRule[]): Promise<void> {
  const wanted = JSON.stringify(rules);
  if (applied === wanted) return;
  const existing = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: existing.map(({ id }) => id),
    addRules: rules.map(({ host, headers }, index) => ({
      id: index + 1,
      action: {
        type: 'modifyHeaders',
        requestHeaders: Object.entries(headers).map(([header, value]) => ({
          header,
          operation: 'set',
          value,
        })),
      },
      condition: {
        initiatorDomains: [new URL(browser.runtime.getURL('/')).host],
        tabIds: [-1],
        requestDomains: [host],
        resourceTypes: ['xmlhttprequest'],
      },
    })),
  });
  applied = wanted;
}
