import type { Conversation } from '@/lib/chat/conversation';
import type { BlobId, ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Prompt, Reply } from '@/lib/chat/message';
import { areRecentEnough, SMALL_CONVERSATION, type RecentMessages } from '@/lib/chat/recent';
import type { Database } from './database';

/** Oldest first. */
export function listMessages(database: Database, id: ConversationId): Promise<Message[]> {
  return database.getAllFromIndex('messages', 'by-conversation', messagesOf(id));
}

/** What to show of a conversation before all of it is read, which takes long for a long one. */
export async function listRecentMessages(
  database: Database,
  { id, leafId }: Pick<Conversation, 'id' | 'leafId'>,
): Promise<RecentMessages> {
  const { store } = database.transaction('messages');
  const first = await store.index('by-conversation').getAll(messagesOf(id), SMALL_CONVERSATION);
  if (first.length < SMALL_CONVERSATION) return { messages: first, isWhole: true };
  const newestFirst: Message[] = [];
  for (let at = leafId; at !== null && !areRecentEnough(newestFirst);) {
    const message = await store.get(at);
    if (message === undefined) break;
    newestFirst.push(message);
    at = message.parentId;
  }
  return { messages: newestFirst.toReversed(), isWhole: false };
}

function messagesOf(id: ConversationId): IDBKeyRange {
  return IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
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
  const stores = ['conversations', 'messages', 'openReplies', 'attachments'] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const messages = transaction.objectStore('messages');
  if ((await messages.getKey(reply.id)) !== undefined) return false;
  await Promise.all([
    prompt && messages.put(prompt),
    ...imagesOf(prompt).map((id) => transaction.objectStore('attachments').delete(id)),
    messages.put(reply),
    transaction.objectStore('openReplies').put(reply.id, reply.id),
    transaction.objectStore('conversations').put({ ...conversation, deletedAt: null }),
    transaction.done,
  ]);
  return true;
}

/** They belong to the prompt from now on. */
function imagesOf(prompt: Prompt | null): BlobId[] {
  return (prompt?.parts ?? []).flatMap((part) => (part.type === 'image' ? [part.blobId] : []));
}

export function findBlob(database: Database, id: BlobId): Promise<Blob | undefined> {
  return database.get('blobs', id);
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
