import type { Conversation } from '@/lib/chat/conversation';
import type { BlobId, ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Prompt, Reply } from '@/lib/chat/message';
import { areRecentEnough, SMALL_CONVERSATION, type RecentMessages } from '@/lib/chat/recent';
import type { Database } from './database';
import { read, resultOf, write } from './transaction';

/** Oldest first. */
export function listMessages(database: Database, id: ConversationId): Promise<Message[]> {
  return read(database, ['messages'], ({ messages }) =>
    resultOf(messages.index('by-conversation').getAll(messagesOf(id))),
  );
}

/** What to show of a conversation before all of it is read, which takes long for a long one. */
export function listRecentMessages(
  database: Database,
  { id, leafId }: Pick<Conversation, 'id' | 'leafId'>,
): Promise<RecentMessages> {
  return read(database, ['messages'], async ({ messages }) => {
    const byConversation = messages.index('by-conversation');
    const first = await resultOf(byConversation.getAll(messagesOf(id), SMALL_CONVERSATION));
    if (first.length < SMALL_CONVERSATION) return { messages: first, isWhole: true };
    const newestFirst: Message[] = [];
    for (let at = leafId; at !== null && !areRecentEnough(newestFirst);) {
      const message = await resultOf(messages.get(at));
      if (message === undefined) break;
      newestFirst.push(message);
      at = message.parentId;
    }
    return { messages: newestFirst.toReversed(), isWhole: false };
  });
}

/** The keys of a conversation's messages in `by-conversation`, oldest first. */
export function messagesOf(id: ConversationId): IDBKeyRange {
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
export function addExchange(
  database: Database,
  { conversation, prompt, reply }: Exchange,
): Promise<boolean> {
  const stores = ['conversations', 'messages', 'openReplies', 'attachments'] as const;
  return write(database, stores, async ({ conversations, messages, openReplies, attachments }) => {
    if ((await resultOf(messages.getKey(reply.id))) !== undefined) return false;
    if (prompt) messages.put(prompt);
    for (const id of imagesOf(prompt)) attachments.delete(id);
    messages.put(reply);
    openReplies.put(reply.id, reply.id);
    conversations.put({ ...conversation, deletedAt: null });
    return true;
  });
}

/** They belong to the prompt from now on. */
function imagesOf(prompt: Prompt | null): BlobId[] {
  return (prompt?.parts ?? []).flatMap((part) => (part.type === 'image' ? [part.blobId] : []));
}

export function findBlob(database: Database, id: BlobId): Promise<Blob | undefined> {
  return read(database, ['blobs'], ({ blobs }) => resultOf(blobs.get(id)));
}

/** The first state found along `replyIds`: pass them nearest first. */
export function findProviderState(
  database: Database,
  replyIds: readonly MessageId[],
): Promise<Readonly<Record<string, unknown>> | null> {
  return read(database, ['providerStates'], async ({ providerStates }) => {
    for (const id of replyIds) {
      const state = await resultOf(providerStates.get(id));
      if (state) return state;
    }
    return null;
  });
}
