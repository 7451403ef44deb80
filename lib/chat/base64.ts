/** As many arguments as a call surely takes. */
const CHUNK_LENGTH = 32_768;

/** `encodeBase64` of a blob's bytes. */
export async function toBase64(blob: Blob): Promise<string> {
  return encodeBase64(new Uint8Array(await blob.arrayBuffer()));
}

/** Bytes as JSON carries them. */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_LENGTH) {
    pieces.push(String.fromCodePoint(...bytes.subarray(at, at + CHUNK_LENGTH)));
  }
  return btoa(pieces.join(''));
}

/** The bytes that base64 stands for. @throws {DOMException} for what is no base64. */
export function decodeBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
