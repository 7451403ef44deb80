import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import type { Reply } from '@/lib/chat/message';
import type { Database, StoredImage } from './database';

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
export async function listImages(
  database: Database,
  { before, limit, isWanted }: ImagePageOptions,
): Promise<ImagePage> {
  const transaction = database.transaction(['images', 'conversations']);
  const conversations = await transaction.objectStore('conversations').getAll();
  const gone = new Set(
    conversations.filter(({ deletedAt }) => deletedAt !== null).map(({ id }) => id),
  );
  const range = before === null ? null : IDBKeyRange.upperBound([...before], true);
  const images: GeneratedImage[] = [];
  const index = transaction.objectStore('images').index('by-time');
  for await (const { value } of index.iterate(range, 'prev')) {
    const image = toImage(value);
    if (value.deletedAt !== null || gone.has(image.conversationId) || !isWanted(image)) continue;
    images.push(image);
    if (images.length === limit) return { images, isLast: false };
  }
  return { images, isLast: true };
}

/** The bytes of an image; `undefined` for one that was deleted. */
export async function findImage(database: Database, id: BlobId): Promise<Blob | undefined> {
  const transaction = database.transaction(['images', 'blobs']);
  const [image, blob] = await Promise.all([
    transaction.objectStore('images').get(id),
    transaction.objectStore('blobs').get(id),
  ]);
  return image !== undefined && image.deletedAt !== null ? undefined : blob;
}

/** Hides an image as deleted at a time, or with `null` shows it again, until it is purged. */
export async function markDeleted(
  database: Database,
  id: BlobId,
  deletedAt: number | null,
): Promise<void> {
  const { store, done } = database.transaction('images', 'readwrite');
  const image = await store.get(id);
  await Promise.all([image && store.put({ ...image, deletedAt }), done]);
}

/** Stores an image together with the reply that shows it from now on. */
export async function saveReplyImage(
  database: Database,
  reply: Reply,
  { image, blob }: NewImage,
): Promise<void> {
  const transaction = database.transaction(['messages', 'images', 'blobs'], 'readwrite');
  await Promise.all([
    transaction.objectStore('messages').put(reply),
    transaction.objectStore('images').put({ ...image, deletedAt: null }),
    transaction.objectStore('blobs').put(blob, image.id),
    transaction.done,
  ]);
}

/** Removes for good the images that were deleted before `time`. */
export async function purgeDeletedImages(database: Database, time: number): Promise<void> {
  const transaction = database.transaction(['images', 'blobs'], 'readwrite');
  const images = transaction.objectStore('images');
  const expired = (await images.getAll()).filter(
    ({ deletedAt }) => deletedAt !== null && deletedAt < time,
  );
  await Promise.all([
    ...expired.flatMap(({ id }) => [
      images.delete(id),
      transaction.objectStore('blobs').delete(id),
    ]),
    transaction.done,
  ]);
}

function toImage({ deletedAt: _deletedAt, ...image }: StoredImage): GeneratedImage {
  return image;
}
