import type { Conversation } from '@/lib/chat/conversation';
import type { ConversationId } from '@/lib/chat/ids';
import type { Database, StoredConversation } from './database';
import { messagesOf } from './messages';
import { read, resultOf, write } from './transaction';

/** The conversations that are not deleted, last used first. */
export async function listConversations(database: Database): Promise<Conversation[]> {
  return (await listStored(database))
    .filter(({ deletedAt }) => deletedAt === null)
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .map(toConversation);
}

/** A conversation, deleted ones too: a deleted one can still be restored. */
export function findConversation(
  database: Database,
  id: ConversationId,
): Promise<StoredConversation | undefined> {
  return read(database, ['conversations'], ({ conversations }) => resultOf(conversations.get(id)));
}

export function saveConversation(
  database: Database,
  conversation: Conversation,
  deletedAt: number | null = null,
): Promise<void> {
  return write(database, ['conversations'], ({ conversations }) => {
    conversations.put({ ...conversation, deletedAt });
  });
}

/** Removes for good the conversations deleted before `time`, with all that belongs to them. */
export async function purgeDeleted(database: Database, time: number): Promise<void> {
  const expired = (await listStored(database)).filter(
    ({ deletedAt }) => deletedAt !== null && deletedAt < time,
  );
  for (const { id } of expired) await purge(database, id);
}

function listStored(database: Database): Promise<StoredConversation[]> {
  return read(database, ['conversations'], ({ conversations }) => resultOf(conversations.getAll()));
}

const ALL_OF_IT = [
  'conversations',
  'messages',
  'providerStates',
  'receipts',
  'images',
  'blobs',
] as const;

function purge(database: Database, id: ConversationId): Promise<void> {
  return write(database, ALL_OF_IT, async (stores) => {
    const [messages, imageIds] = await Promise.all([
      resultOf(stores.messages.index('by-conversation').getAll(messagesOf(id))),
      resultOf(stores.images.index('by-conversation').getAllKeys(IDBKeyRange.only(id))),
    ]);
    for (const message of messages) {
      stores.messages.delete(message.id);
      stores.providerStates.delete(message.id);
      stores.receipts.delete(message.id);
      for (const part of message.parts) if (part.type === 'image') stores.blobs.delete(part.blobId);
    }
    for (const imageId of imageIds) stores.images.delete(imageId);
    stores.conversations.delete(id);
  });
}

/** The conversation as UIs know it. */
export function toConversation({
  deletedAt: _deletedAt,
  ...conversation
}: StoredConversation): Conversation {
  return conversation;
}
