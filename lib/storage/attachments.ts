import type { BlobId } from '@/lib/chat/ids';
import type { Attachment, Database } from './database';
import { read, resultOf, write } from './transaction';

/** Keeps an image beside a prompt that is not sent yet. */
export function saveAttachment(
  database: Database,
  attachment: Attachment,
  blob: Blob,
): Promise<void> {
  return write(database, ['attachments', 'blobs'], ({ attachments, blobs }) => {
    attachments.put(attachment);
    blobs.put(blob, attachment.id);
  });
}

export function findAttachment(database: Database, id: BlobId): Promise<Attachment | undefined> {
  return read(database, ['attachments'], ({ attachments }) => resultOf(attachments.get(id)));
}

/** Removes an image that was not sent; one that was belongs to its prompt, and stays. */
export function removeAttachment(database: Database, id: BlobId): Promise<void> {
  return write(database, ['attachments', 'blobs'], async ({ attachments, blobs }) => {
    if ((await resultOf(attachments.getKey(id))) === undefined) return;
    attachments.delete(id);
    blobs.delete(id);
  });
}

/** Removes the images that were put beside a prompt before `time` and never sent. */
export function purgeAttachments(database: Database, time: number): Promise<void> {
  return write(database, ['attachments', 'blobs'], async ({ attachments, blobs }) => {
    for (const { id, createdAt } of await resultOf(attachments.getAll())) {
      if (createdAt >= time) continue;
      attachments.delete(id);
      blobs.delete(id);
    }
  });
}
