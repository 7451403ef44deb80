import { toImageAddress, type ImageFailure, type RemoteImage } from '@/lib/chat/remote-image';
import { readImageFormat } from './image-format';

const MAX_BYTES = 20_000_000;
const MAX_PIXELS = 40_000_000;
/** Shorter than the 30 s after which Chrome ends a worker whose fetch has not answered. */
const TIMEOUT_MS = 25_000;
const ACCEPT = 'image/avif,image/webp,image/png,image/jpeg,image/gif';

interface ImageContext {
  readonly fetch: typeof fetch;
  readonly hasHostAccess: (origins: readonly string[]) => Promise<boolean>;
  readonly timeoutMs?: number;
}

/**
 * Loads an image that the user wants to see of what a reply points to. Its host learns that someone
 * loads it, and nothing else: no cookies, no referrer, no other host after it.
 */
export async function loadRemoteImage(
  address: string,
  { fetch, hasHostAccess, timeoutMs = TIMEOUT_MS }: ImageContext,
): Promise<RemoteImage> {
  const url = toImageAddress(address);
  if (url === null) return failed('address');
  if (!(await hasHostAccess([`${new URL(url).origin}/*`]))) return failed('host-access');
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept: ACCEPT },
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      signal,
    });
    if (!response.ok || response.body === null) return failed('network');
    return toImage(await readBytes(response.body));
  } catch {
    return failed(signal.aborted ? 'timeout' : 'network');
  }
}

function failed(failure: ImageFailure): RemoteImage {
  return { type: 'failure', failure };
}

function toImage(bytes: Uint8Array | 'too-large'): RemoteImage {
  if (bytes === 'too-large') return failed('too-large');
  const format = readImageFormat(bytes);
  if (format === null) return failed('not-an-image');
  if ((format.pixels ?? 0) > MAX_PIXELS) return failed('too-large');
  return { type: 'image', mediaType: format.type, base64: toBase64(bytes) };
}

/** Stops the download as soon as it is known to be too large, whatever its headers said. */
async function readBytes(body: ReadableStream<Uint8Array>): Promise<Uint8Array | 'too-large'> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > MAX_BYTES) {
      await reader.cancel();
      return 'too-large';
    }
    chunks.push(part.value);
  }
  return joined(chunks, length);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** As many arguments as a call surely takes. */
const CHUNK_LENGTH = 32_768;

function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_LENGTH) {
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + CHUNK_LENGTH)));
  }
  return btoa(pieces.join(''));
}
