import { browser, type Browser } from 'wxt/browser';
import type { HeaderRule } from '@/lib/providers/provider';

type SessionRule = Browser.declarativeNetRequest.Rule;

/** Changes run one after the other: each reads what the last one left. */
let lastChange: Promise<void> = Promise.resolve();

/**
 * Sets headers that `fetch` may not set, on requests of this extension's background and no others:
 * the rules name us as the initiator and leave out every tab. They last until the browser closes,
 * need no permission that warns, and work for granted hosts alone.
 */
export function applyHeaderRules(rules: readonly HeaderRule[]): Promise<void> {
  const change = lastChange.then(() => apply(rules));
  lastChange = change.catch(() => {});
  return change;
}

async function apply(rules: readonly HeaderRule[]): Promise<void> {
  if (rules.length === 0) return;
  const existing = await browser.declarativeNetRequest.getSessionRules();
  const nextId = Math.max(0, ...existing.map(({ id }) => id)) + 1;
  const wanted = rules.map((rule, index) => toSessionRule(rule, nextId + index));
  const added = wanted.filter((rule) => !existing.some((each) => isSame(each, rule)));
  if (added.length === 0) return;
  const replaced = existing.filter(({ condition }) =>
    added.some((rule) => rule.condition.urlFilter === condition.urlFilter),
  );
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: replaced.map(({ id }) => id),
    addRules: added,
  });
}

function toSessionRule({ origin, headers }: HeaderRule, id: number): SessionRule {
  return {
    id,
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
      urlFilter: `|${origin}/`,
      resourceTypes: ['xmlhttprequest'],
    },
  };
}

/** By what we set: browsers add fields of their own to what they give back. */
function isSame(a: SessionRule, b: SessionRule): boolean {
  return (
    a.condition.urlFilter === b.condition.urlFilter &&
    JSON.stringify(headersOf(a)) === JSON.stringify(headersOf(b))
  );
}

function headersOf({ action }: SessionRule) {
  return action.requestHeaders?.map(({ header, value }) => [header, value]);
}
