import { toBase64 } from '@/lib/chat/base64';
import { newId, type BlobId } from '@/lib/chat/ids';
import { MAX_PROMPT_IMAGES } from '@/lib/chat/image';
import { request } from '@/lib/messaging/request-client';
import type { Chat } from '../chat/chat';
import type { ImageProblem } from '../chat/composer-store';
import type { AttachedImage } from '../chat/drafts';
import { prepareImage } from './prepare-image';
import { seesImages } from '../providers/providers-store';

/** Puts files beside the prompt, one after the other; what cannot be is said above the box. */
export async function attachFiles(chat: Chat, files: readonly File[]): Promise<void> {
  const { composer, conversation } = chat;
  const { conversationId } = conversation.getState();
  composer.setState({ imageProblem: null });
  for (const file of files) {
    const problem = refusalOf(chat, file.name);
    if (problem !== null) return composer.setState({ imageProblem: problem });
    composer.setState(({ attaching }) => ({ attaching: attaching + 1 }));
    const image = await attach(file);
    composer.setState(({ attaching }) => ({ attaching: attaching - 1 }));
    if (conversation.getState().conversationId !== conversationId) return; // left meanwhile
    if ('kind' in image) composer.setState({ imageProblem: image });
    else composer.setState(({ images }) => ({ images: [...images, image] }));
  }
}

/** Takes an image out of the box. */
export function removeImage({ composer }: Chat, id: BlobId): void {
  composer.setState(({ images }) => ({
    images: images.filter((image) => image.id !== id),
    imageProblem: null,
  }));
  void request('detach-image', { imageId: id }).catch(() => {}); // unsent images are purged in time
}

function refusalOf({ composer, providers }: Chat, name: string): ImageProblem | null {
  if (!seesImages(providers.getState())) return { kind: 'not-taken', name };
  const { images, attaching } = composer.getState();
  return images.length + attaching < MAX_PROMPT_IMAGES ? null : { kind: 'too-many', name };
}

async function attach(file: File): Promise<AttachedImage | ImageProblem> {
  const { name } = file;
  const image = await prepareImage(file);
  if (typeof image === 'string') return { kind: image, name };
  const id = newId<BlobId>();
  try {
    await request('attach-image', { imageId: id, name, base64: await toBase64(image) });
    return { id, name };
  } catch {
    return { kind: 'not-stored', name };
  }
}
