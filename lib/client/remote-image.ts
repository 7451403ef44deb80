import type { ImageFailure } from '@/lib/chat/remote-image';
import { requestHostAccess } from '@/lib/platform/host-access';
import { request } from '@/lib/messaging/request-client';

/**
 * Loads an image that a reply points to. Asks for access to its host first, so call it first thing
 * in a click handler; `address` is as `toImageAddress` gave it.
 */
export async function loadImage(address: string): Promise<Blob | ImageFailure> {
  try {
    const origins = [`${new URL(address).origin}/*`];
    if (!(await requestHostAccess(origins))) return 'host-access';
    const image = await request('load-image', { url: address });
    if (image.type === 'failure') return image.failure;
    const bytes = Uint8Array.from(atob(image.base64), (byte) => byte.charCodeAt(0));
    return new Blob([bytes], { type: image.mediaType });
  } catch {
    return 'network'; // the background could not be reached: to the user, the image did not come
  }
}
