import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { ConversationId } from '@/lib/chat/ids';

const SAVE_DELAY_MS = 300;

/** Conversations without a prompt share one draft: it waits behind "New chat", whichever that is. */
export type DraftKey = ConversationId | 'new';

/** What the user has typed and not sent; outlives the panel and the browser. */
export interface Drafts {
  read(key: DraftKey): Promise<string>;
  /** Saves `text` soon; at once when the page goes away. */
  keep(key: DraftKey, text: string): void;
  flush(): void;
}

export function createDrafts(signal: AbortSignal): Drafts {
  const unsaved = new Map<DraftKey, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, text] of unsaved) void save(key, text);
    unsaved.clear();
  }

  addEventListener('pagehide', flush, { signal });
  return {
    async read(key) {
      return unsaved.get(key) ?? (await load(key));
    },
    keep(key, text) {
      unsaved.set(key, text);
      timer ??= setTimeout(flush, SAVE_DELAY_MS);
    },
    flush,
  };
}

/** A draft that cannot be stored stays in the box: nothing to tell the user while it does. */
async function save(key: DraftKey, text: string): Promise<void> {
  try {
    if (text === '') await browser.storage.local.remove(itemOf(key));
    else await browser.storage.local.set({ [itemOf(key)]: text });
  } catch {
    // full or damaged storage
  }
}

async function load(key: DraftKey): Promise<string> {
  try {
    const stored = await browser.storage.local.get(itemOf(key));
    return z.string().safeParse(stored[itemOf(key)]).data ?? '';
  } catch {
    return '';
  }
}

function itemOf(key: DraftKey): string {
  return `draft:${key}`;
}
