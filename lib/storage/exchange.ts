import type { Conversation } from '@/lib/chat/conversation';
import type { BlobId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import type { Database } from './database';

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
export async function addConversations(
  database: Database,
  added: readonly NewConversation[],
): Promise<boolean> {
  const stores = ['conversations', 'messages', 'blobs'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const conversations = transaction.objectStore('conversations');
  const [first] = added;
  if (first && (await conversations.getKey(first.conversation.id)) !== undefined) return false;
  await Promise.all([
    // `add`, not `put`: what is there is never written over, and an id that is taken ends it all.
    ...added.flatMap(({ conversation, messages, images }) => [
      conversations.add({ ...conversation, deletedAt: null }),
      ...messages.map((message) => transaction.objectStore('messages').add(message)),
      ...[...images].map(([id, blob]) => transaction.objectStore('blobs').add(blob, id)),
    ]),
    transaction.done,
  ]);
  return true;
}
