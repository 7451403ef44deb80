import { ChatError } from '@/lib/chat/errors';
import { newId, type BlobId } from '@/lib/chat/ids';
import type { ImagePart, MessagePart, Reply } from '@/lib/chat/message';
import type { ImageFailure } from '@/lib/chat/remote-image';
import type { ProviderEvent } from '@/lib/providers/provider';
import type { NewImage } from '@/lib/storage/images';
import { checkImage, type CheckedImage } from './image-format';

export type ImageEvent = Extract<ProviderEvent, { type: 'image' | 'image-address' }>;

export type FetchImage = (url: string, signal: AbortSignal) => Promise<CheckedImage | ImageFailure>;

/** An image that stays where the service put it. */
interface MissingImage {
  readonly url: string;
  readonly failure: ImageFailure;
}

/** Takes in what a provider made for one reply. */
export interface ImageReceiver {
  /**
   * The image of an event, or why what its address leads to cannot be had.
   * @throws {ChatError} `protocol` for bytes of the service's own that are none.
   */
  obtain(event: ImageEvent, signal: AbortSignal): Promise<CheckedImage | MissingImage>;
  /**
   * The part that shows what was obtained; its bytes are stored together with what is emitted next.
   * `alt` is for where there is no prompt.
   */
  toPart(image: CheckedImage | MissingImage, alt: string): MessagePart;
}

interface ImageReceiverOptions {
  readonly origin: ImageOrigin;
  readonly fetchImage: FetchImage;
  /** Stores an image with what is emitted next. */
  readonly store: (image: NewImage) => void;
}

export function createImageReceiver({
  origin,
  fetchImage,
  store,
}: ImageReceiverOptions): ImageReceiver {
  return {
    async obtain(event, signal) {
      if (event.type === 'image-address') {
        const { url } = event;
        const image = await fetchImage(url, signal);
        return typeof image === 'string' ? { url, failure: image } : image;
      }
      const image = checkImage(new Uint8Array(await event.image.arrayBuffer()));
      if (typeof image !== 'string') return image;
      throw new ChatError('protocol', `An image came that cannot be shown: ${image}`);
    },
    toPart(image, alt) {
      if ('failure' in image) {
        return { type: 'image-link', ...image, alt: altOf(origin.prompt, alt) };
      }
      const newImage = toNewImage(image, origin);
      store(newImage);
      return toImagePart(newImage, alt);
    },
  };
}

/** What an image cannot tell of itself. */
export interface ImageOrigin {
  readonly reply: Pick<Reply, 'id' | 'conversationId' | 'providerId' | 'modelId' | 'modelName'>;
  readonly providerName: string;
  /** What the user asked for. */
  readonly prompt: string;
}

/** Longest prompt that is kept with an image, in UTF-16 code units; the conversation has all of it. */
const MAX_PROMPT_LENGTH = 20_000;
/** As much of a prompt as a screen reader should have to say for an image. */
const MAX_ALT_LENGTH = 500;

/** An image as it is stored. */
export function toNewImage(
  { blob, mediaType, size }: CheckedImage,
  { reply, providerName, prompt }: ImageOrigin,
): NewImage {
  const { providerId, modelId, modelName, conversationId } = reply;
  return {
    blob,
    image: {
      id: newId<BlobId>(),
      prompt: prompt.slice(0, MAX_PROMPT_LENGTH),
      providerId,
      providerName,
      modelId,
      modelName,
      createdAt: Date.now(),
      mediaType,
      width: size?.width ?? null,
      height: size?.height ?? null,
      conversationId,
      replyId: reply.id,
    },
  };
}

/** The part of a reply that shows a stored image. `alt` is for where there is no prompt. */
export function toImagePart({ image }: NewImage, alt: string): ImagePart {
  const { id, prompt, width, height } = image;
  return {
    type: 'image',
    blobId: id,
    alt: altOf(prompt, alt),
    ...(width !== null && height !== null && { width, height }),
  };
}

function altOf(prompt: string, alt: string): string {
  return prompt.trim().slice(0, MAX_ALT_LENGTH) || alt;
}
