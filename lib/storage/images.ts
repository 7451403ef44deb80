import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import type { Reply } from '@/lib/chat/message';
import type { Database, StoredImage } from './database';
import { read, resultOf, write } from './transaction';

/** An image that a model made, before it is stored. */
export interface NewImage {
  readonly image: GeneratedImage;
  readonly blob: Blob;
}

/** A place among all images, which are listed newest first. */
export type ImageCursor = readonly [createdAt: number, id: BlobId];

export interface ImagePageOptions {
  /** Lists what is older than this; `null` begins with the newest. */
  readonly before: ImageCursor | null;
  readonly limit: number;
  readonly isWanted: (image: GeneratedImage) => boolean;
}

export interface ImagePage {
  readonly images: readonly GeneratedImage[];
  /** Whether older ones may follow. */
  readonly isLast: boolean;
}

/** The images that models made, newest first, without those deleted or of deleted conversations. */
export function listImages(
  database: Database,
  { before, limit, isWanted }: ImagePageOptions,
): Promise<ImagePage> {
  return read(database, ['images', 'conversations'], async (stores) => {
    const conversations = await resultOf(stores.conversations.getAll());
    const gone = new Set(
      conversations.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id),
    );
    const range = before === null ? null : IDBKeyRange.upperBound([...before], true);
    const images: GeneratedImage[] = [];
    const listing = stores.images.index('by-time').openCursor(range, 'prev');
    for (let at = await resultOf(listing); at !== null; at = await resultOf(listing)) {
      const { deletedAt } = at.value;
      const image = toImage(at.value);
      if (deletedAt === null && !gone.has(image.conversationId) && isWanted(image)) {
        images.push(image);
        if (images.length === limit) return { images, isLast: false };
      }
      at.continue();
    }
    return { images, isLast: true };
  });
}

/** The bytes of an image; `undefined` for one that was deleted. */
export function findImage(database: Database, id: BlobId): Promise<Blob | undefined> {
  return read(database, ['images', 'blobs'], async ({ images, blobs }) => {
    const [image, blob] = await Promise.all([resultOf(images.get(id)), resultOf(blobs.get(id))]);
    return image !== undefined && image.deletedAt !== null ? undefined : blob;
  });
}

/** Hides an image as deleted at a time, or with `null` shows it again, until it is purged. */
export function markDeleted(
  database: Database,
  id: BlobId,
  deletedAt: number | null,
): Promise<void> {
  return write(database, ['images'], async ({ images }) => {
    const image = await resultOf(images.get(id));
    if (image) images.put({ ...image, deletedAt });
  });
}

/** Stores an image together with the reply that shows it from now on. */
export function saveReplyImage(
  database: Database,
  reply: Reply,
  { image, blob }: NewImage,
): Promise<void> {
  return write(database, ['messages', 'images', 'blobs'], ({ messages, images, blobs }) => {
    messages.put(reply);
    images.put({ ...image, deletedAt: null });
    blobs.put(blob, image.id);
  });
}

/** Removes for good the images that were deleted before `time`. */
export function purgeDeletedImages(database: Database, time: number): Promise<void> {
  return write(database, ['images', 'blobs'], async ({ images, blobs }) => {
    for (const { id, deletedAt } of await resultOf(images.getAll())) {
      if (deletedAt === null || deletedAt >= time) continue;
      images.delete(id);
      blobs.delete(id);
    }
  });
}

function toImage({ deletedAt: _deletedAt, ...image }: StoredImage): GeneratedImage {
  return image;
}
