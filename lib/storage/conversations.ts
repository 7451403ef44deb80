import type { Conversation } from '@/lib/chat/conversation';
import type { ConversationId } from '@/lib/chat/ids';
import type { Database, StoredConversation } from './database';

/** The conversations that are not deleted, last used first. */
export async function listConversations(database: Database): Promise<Conversation[]> {
  const stored = await database.getAll('conversations');
  return stored
    .filter(({ deletedAt }) => deletedAt === null)
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .map(toConversation);
}

/** A conversation, deleted ones too: a deleted one can still be restored. */
export async function findConversation(
  database: Database,
  id: ConversationId,
): Promise<StoredConversation | undefined> {
  return database.get('conversations', id);
}

export async function saveConversation(
  database: Database,
  conversation: Conversation,
  deletedAt: number | null = null,
): Promise<void> {
  await database.put('conversations', { ...conversation, deletedAt });
}

/** Removes for good the conversations deleted before `time`, with all that belongs to them. */
export async function purgeDeleted(database: Database, time: number): Promise<void> {
  const stored = await database.getAll('conversations');
  const expired = stored.filter(({ deletedAt }) => deletedAt !== null && deletedAt < time);
  for (const { id } of expired) await purge(database, id);
}

async function purge(database: Database, id: ConversationId): Promise<void> {
  const stores = [
    'conversations',
    'messages',
    'providerStates',
    'receipts',
    'images',
    'blobs',
  ] as const;
  const transaction = database.transaction(stores, 'readwrite');
  const messages = transaction.objectStore('messages');
  const range = IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);
  const images = transaction.objectStore('images');
  const [doomed, imageIds] = await Promise.all([
    messages.index('by-conversation').getAll(range),
    images.index('by-conversation').getAllKeys(id),
  ]);
  const deletions = doomed.flatMap((message) => [
    messages.delete(message.id),
    transaction.objectStore('providerStates').delete(message.id),
    transaction.objectStore('receipts').delete(message.id),
    ...message.parts.map((part) =>
      part.type === 'image' ? transaction.objectStore('blobs').delete(part.blobId) : undefined,
    ),
  ]);
  await Promise.all([
    ...deletions,
    ...imageIds.map((imageId) => images.delete(imageId)),
    transaction.objectStore('conversations').delete(id),
    transaction.done,
  ]);
}

/** The conversation as UIs know it. */
export function toConversation({
  deletedAt: _deletedAt,
  ...conversation
}: StoredConversation): Conversation {
  return conversation;
}
