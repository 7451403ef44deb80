/** As many arguments as a call surely takes. */
const CHUNK_LENGTH = 32_768;

/** An image as services take it in JSON. */
export async function toBase64(image: Blob): Promise<string> {
  const bytes = new Uint8Array(await image.arrayBuffer());
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_LENGTH) {
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + CHUNK_LENGTH)));
  }
  return btoa(pieces.join(''));
}

/** How the base64 of each image format begins; what begins otherwise is not shown. */
const FORMATS = [
  { type: 'image/png', prefix: 'iVBORw0KGgo' },
  { type: 'image/jpeg', prefix: '/9j/' },
  { type: 'image/webp', prefix: 'UklGR' },
  { type: 'image/gif', prefix: 'R0lGOD' },
];

/** The image that base64, or a `data:` URL of it, holds; `null` where it holds none. */
export function decodeImage(source: string): Blob | null {
  const base64 = source.replace(/^data:[^,]*,/, '');
  const format = FORMATS.find(({ prefix }) => base64.startsWith(prefix));
  if (!format) return null;
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return new Blob([bytes], { type: format.type });
  } catch {
    return null;
  }
}
