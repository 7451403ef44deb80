import * as z from '@/lib/schema';
import { conversationIdSchema, type ConversationId } from '@/lib/chat/ids';

const PAGE = '/sidepanel.html';

/** The address, inside the extension, of a page that shows one conversation in a tab. */
export function chatPage(id: ConversationId): `${typeof PAGE}#${string}` {
  return `${PAGE}#${encodeURIComponent(id)}`;
}

/** The conversation that an address names; `null` for none. */
export function conversationIn(hash: string): ConversationId | null {
  try {
    return z.safeParse(conversationIdSchema, decodeURIComponent(hash.slice(1))).data ?? null;
  } catch {
    return null; // not what we wrote
  }
}
