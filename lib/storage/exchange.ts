import type { Conversation } from '@/lib/chat/conversation';
import type { BlobId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import type { Database } from './database';
import { resultOf, write } from './transaction';

/** A conversation that was made elsewhere, with all that belongs to it. */
export interface NewConversation {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly images: ReadonlyMap<BlobId, Blob>;
}

/**
 * Stores conversations in one transaction: all of them, or none. Resolves to false, with nothing
 * changed, where the first is there already: its request came twice.
 */
export function addConversations(
  database: Database,
  added: readonly NewConversation[],
): Promise<boolean> {
  return write(database, ['conversations', 'messages', 'blobs'], async (stores) => {
    const [first] = added;
    if (first && (await resultOf(stores.conversations.getKey(first.conversation.id)))) return false;
    for (const { conversation, messages, images } of added) {
      // `add`, not `put`: what is there is never written over, and an id that is taken ends it all.
      stores.conversations.add({ ...conversation, deletedAt: null });
      for (const message of messages) stores.messages.add(message);
      for (const [id, blob] of images) stores.blobs.add(blob, id);
    }
    return true;
  });
}
