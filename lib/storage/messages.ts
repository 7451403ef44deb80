import type { Conversation } from '@/lib/chat/conversation';
import type { BlobId, ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Prompt, Reply } from '@/lib/chat/message';
import type { Database } from './database';

/** Oldest first. */
export function listMessages(database: Database, id: ConversationId): Promise<Message[]> {
  const range = IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
  return database.getAllFromIndex('messages', 'by-conversation', range);
}

export interface Exchange {
  readonly conversation: Conversation;
  /** `null` when the reply answers a prompt that is already there. */
  readonly prompt: Prompt | null;
  readonly reply: Reply;
}

/**
 * Stores a new reply, its prompt and the conversation that now ends in it, in one transaction.
 * Resolves to false, with nothing changed, where the reply exists: its request came twice.
 */
export async function addExchange(
  database: Database,
  { conversation, prompt, reply }: Exchange,
): Promise<boolean> {
  const stores = ['conversations', 'messages', 'openReplies'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const messages = transaction.objectStore('messages');
  if ((await messages.getKey(reply.id)) !== undefined) return false;
  await Promise.all([
    prompt && messages.put(prompt),
    messages.put(reply),
    transaction.objectStore('openReplies').put(reply.id, reply.id),
    transaction.objectStore('conversations').put({ ...conversation, deletedAt: null }),
    transaction.done,
  ]);
  return true;
}

export async function saveBlob(database: Database, id: BlobId, blob: Blob): Promise<void> {
  await database.put('blobs', blob, id);
}

/** The first state found along `replyIds`: pass them nearest first. */
export async function findProviderState(
  database: Database,
  replyIds: readonly MessageId[],
): Promise<Readonly<Record<string, unknown>> | null> {
  for (const id of replyIds) {
    const state = await database.get('providerStates', id);
    if (state) return state;
  }
  return null;
}
