import { toBase64 } from '@/lib/chat/base64';
import { toImageAddress, type ImageFailure, type RemoteImage } from '@/lib/chat/remote-image';
import { checkImage, MAX_IMAGE_BYTES, type CheckedImage } from './image-format';
import { readBytes } from './read-bytes';

/** Shorter than the 30 s after which Chrome ends a worker whose fetch has not answered. */
const TIMEOUT_MS = 25_000;
const ACCEPT = 'image/avif,image/webp,image/png,image/jpeg,image/gif';

export interface ImageContext {
  readonly fetch: typeof fetch;
  readonly hasHostAccess: (origins: readonly string[]) => Promise<boolean>;
  readonly timeoutMs?: number;
  /** Gives up when it aborts. */
  readonly signal?: AbortSignal;
}

/** Loads an image that the user wants to see of what a reply points to. */
export async function loadRemoteImage(
  address: string,
  context: ImageContext,
): Promise<RemoteImage> {
  const image = await fetchImage(address, context);
  if (typeof image === 'string') return { type: 'failure', failure: image };
  return { type: 'image', mediaType: image.mediaType, base64: await toBase64(image.blob) };
}

/**
 * Fetches an image from a public host, or says why there is none. The host learns that someone
 * fetches it, and nothing else: no cookies, no referrer. A redirect is not followed: a worker cannot
 * see where one leads before it has gone there, and it may lead into the user's own network.
 */
export async function fetchImage(
  address: string,
  { fetch, hasHostAccess, timeoutMs = TIMEOUT_MS, signal: outer }: ImageContext,
): Promise<CheckedImage | ImageFailure> {
  const url = toImageAddress(address);
  if (url === null) return 'address';
  if (!(await hasHostAccess([`${new URL(url).origin}/*`]))) return 'host-access';
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept: ACCEPT },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal: outer === undefined ? timeout : AbortSignal.any([outer, timeout]),
    });
    if (!response.ok || response.body === null) return 'network';
    const bytes = await readBytes(response.body, MAX_IMAGE_BYTES);
    return bytes === null ? 'too-large' : checkImage(bytes);
  } catch {
    return timeout.aborted ? 'timeout' : 'network';
  }
}
