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
