import type { BlobId } from '@/lib/chat/ids';
import type { Attachment, Database } from './database';

/** Keeps an image beside a prompt that is not sent yet. */
export async function saveAttachment(
  database: Database,
  attachment: Attachment,
  blob: Blob,
): Promise<void> {
  const transaction = database.transaction(['attachments', 'blobs'], 'readwrite');
  await Promise.all([
    transaction.objectStore('attachments').put(attachment),
    transaction.objectStore('blobs').put(blob, attachment.id),
    transaction.done,
  ]);
}

export function findAttachment(database: Database, id: BlobId): Promise<Attachment | undefined> {
  return database.get('attachments', id);
}

/** Removes an image that was not sent; one that was belongs to its prompt, and stays. */
export async function removeAttachment(database: Database, id: BlobId): Promise<void> {
  const transaction = database.transaction(['attachments', 'blobs'], 'readwrite');
  const attachments = transaction.objectStore('attachments');
  const isUnsent = (await attachments.getKey(id)) !== undefined;
  await Promise.all([
    isUnsent && attachments.delete(id),
    isUnsent && transaction.objectStore('blobs').delete(id),
    transaction.done,
  ]);
}

/** Removes the images that were put beside a prompt before `time` and never sent. */
export async function purgeAttachments(database: Database, time: number): Promise<void> {
  const attachments = await database.getAll('attachments');
  for (const { id, createdAt } of attachments) {
    if (createdAt < time) await removeAttachment(database, id);
  }
}
