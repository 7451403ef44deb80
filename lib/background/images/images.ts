import { decodeBase64, toBase64 } from '@/lib/chat/base64';
import { ChatError } from '@/lib/chat/errors';
import type { RequestInput } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import { purgeAttachments, removeAttachment, saveAttachment } from '@/lib/storage/attachments';
import type { Database } from '@/lib/storage/database';
import { findImage, listImages, markDeleted, purgeDeletedImages } from '@/lib/storage/images';
import { checkImage } from './image-format';

/** A screen or two of the gallery. */
const PAGE_LENGTH = 24;
/** How long an image waits in a draft that is never sent. */
const DRAFT_MS = 30 * 24 * 60 * 60_000;

/** The images that are stored: what models made, and what users attached. */
export class ImageService {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async read({ imageId }: RequestInput<'read-image'>): Promise<RequestOutput<'read-image'>> {
    const blob = await findImage(this.#database, imageId);
    if (blob === undefined) return null;
    const image = checkImage(new Uint8Array(await blob.arrayBuffer()));
    if (typeof image === 'string') return null;
    return { mediaType: image.mediaType, base64: await toBase64(image.blob) };
  }

  async list({ after, query }: RequestInput<'list-images'>): Promise<RequestOutput<'list-images'>> {
    const words = query.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
    const { images, isLast } = await listImages(this.#database, {
      before: after && [after.createdAt, after.id],
      limit: PAGE_LENGTH,
      isWanted: ({ prompt }) => {
        const text = prompt.toLocaleLowerCase();
        return words.every((word) => text.includes(word));
      },
    });
    return { images: [...images], isLast };
  }

  delete({ imageId }: RequestInput<'delete-image'>): Promise<void> {
    return markDeleted(this.#database, imageId, Date.now());
  }

  restore({ imageId }: RequestInput<'restore-image'>): Promise<void> {
    return markDeleted(this.#database, imageId, null);
  }

  /** @throws {ChatError} `rejected` for what is no image. */
  async attach({ imageId, name, base64 }: RequestInput<'attach-image'>): Promise<void> {
    const image = checkImage(decodeBase64(base64));
    if (typeof image === 'string') throw new ChatError('rejected', `${name} is ${image}`);
    const { blob, size } = image;
    const attachment = { id: imageId, name, createdAt: Date.now(), ...size };
    await saveAttachment(this.#database, attachment, blob);
  }

  detach({ imageId }: RequestInput<'detach-image'>): Promise<void> {
    return removeAttachment(this.#database, imageId);
  }

  /** Removes for good what was deleted before `time`, and what waits in drafts for too long. */
  async purge(time: number): Promise<void> {
    await purgeDeletedImages(this.#database, time);
    await purgeAttachments(this.#database, time - DRAFT_MS);
  }
}
