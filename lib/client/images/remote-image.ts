import { decodeBase64 } from '@/lib/chat/base64';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { ImageFailure } from '@/lib/chat/remote-image';
import { requestHostAccess } from '@/lib/platform/host-access';
import { request } from '@/lib/messaging/request-client';

/**
 * Loads an image that a reply points to. Asks for access to its host first, so call it first thing
 * in a click handler; `address` is as `toImageAddress` gave it.
 */
export function loadImage(address: string): Promise<Blob | ImageFailure> {
  return withAccess(address, async () => {
    const image = await request('load-image', { url: address });
    if (image.type === 'failure') return image.failure;
    return new Blob([decodeBase64(image.base64)], { type: image.mediaType });
  });
}

/**
 * Fetches an image that a model made and that could not be had at first. The reply keeps it, and
 * shows it by itself; resolves to why not, or to `null`. For a click handler, too.
 */
export function loadReplyImage(
  reply: { readonly id: MessageId; readonly conversationId: ConversationId },
  url: string,
): Promise<ImageFailure | null> {
  const { id: replyId, conversationId } = reply;
  return withAccess(url, () => request('load-reply-image', { conversationId, replyId, url }));
}

async function withAccess<Image>(
  address: string,
  load: () => Promise<Image>,
): Promise<Image | ImageFailure> {
  try {
    if (!(await requestHostAccess([`${new URL(address).origin}/*`]))) return 'host-access';
    return await load();
  } catch {
    return 'network'; // the background could not be reached: to the user, the image did not come
  }
}
