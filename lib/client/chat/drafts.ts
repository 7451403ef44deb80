import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { blobIdSchema, type ConversationId } from '@/lib/chat/ids';
import { quotedPageSchema, type QuotedPage } from '@/lib/chat/page-reading';

const SAVE_DELAY_MS = 300;

/** Conversations without a prompt share one draft: it waits behind "New chat", whichever that is. */
export type DraftKey = ConversationId | 'new';

const attachedImageSchema = z.object({ id: blobIdSchema, name: z.string() });
/** An image beside a prompt, which the background keeps. */
export type AttachedImage = z.infer<typeof attachedImageSchema>;

const draftSchema = z.object({
  text: z.string(),
  images: z.catch(z.array(attachedImageSchema), []),
  context: z.catch(z.array(quotedPageSchema), []),
});
/** What would be sent. */
export interface Draft {
  readonly text: string;
  readonly images: readonly AttachedImage[];
  /** Pages beside it. */
  readonly context: readonly QuotedPage[];
}

export const EMPTY_DRAFT: Draft = { text: '', images: [], context: [] };

/** What the user has typed, attached and not sent; outlives the panel and the browser. */
export interface Drafts {
  read(key: DraftKey): Promise<Draft>;
  /** Saves `draft` soon; at once when the page goes away. */
  keep(key: DraftKey, draft: Draft): void;
  flush(): void;
}

/** Of a small surface that is gone when it closes. */
export const NO_DRAFTS: Drafts = { read: async () => EMPTY_DRAFT, keep() {}, flush() {} };

export function createDrafts(signal: AbortSignal): Drafts {
  const unsaved = new Map<DraftKey, Draft>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const [key, draft] of unsaved) void save(key, draft);
    unsaved.clear();
  }

  addEventListener('pagehide', flush, { signal });
  signal.addEventListener('abort', flush, { once: true });
  return {
    async read(key) {
      return unsaved.get(key) ?? (await load(key));
    },
    keep(key, draft) {
      unsaved.set(key, draft);
      timer ??= setTimeout(flush, SAVE_DELAY_MS);
    },
    flush,
  };
}

/** A draft that cannot be stored stays in the box: nothing to tell the user while it does. */
async function save(key: DraftKey, draft: Draft): Promise<void> {
  try {
    if (isEmpty(draft)) await browser.storage.local.remove(itemOf(key));
    else await browser.storage.local.set({ [itemOf(key)]: toItem(draft) });
  } catch {
    // full or damaged storage
  }
}

async function load(key: DraftKey): Promise<Draft> {
  try {
    const stored = await browser.storage.local.get(itemOf(key));
    return toDraft(stored[itemOf(key)]);
  } catch {
    return EMPTY_DRAFT;
  }
}

function isEmpty({ text, images, context }: Draft): boolean {
  return text === '' && images.length === 0 && context.length === 0;
}

/** A draft of nothing but text is stored as one. */
function toItem({ text, images, context }: Draft): unknown {
  return images.length + context.length === 0 ? text : { text, images, context };
}

function toDraft(item: unknown): Draft {
  if (typeof item === 'string') return { ...EMPTY_DRAFT, text: item };
  return z.safeParse(draftSchema, item).data ?? EMPTY_DRAFT;
}

function itemOf(key: DraftKey): string {
  return `draft:${key}`;
}
