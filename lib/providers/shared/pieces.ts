import { ChatError } from '@/lib/chat/errors';
import { shareTurn } from './turn';

/** Of one piece, in bytes: what waited meanwhile comes in a body's next chunk, which may be large. */
const MAX_PIECE_LENGTH = 65_536;

/**
 * The text of a streamed body, as it arrives; characters are never cut, and invalid UTF-8 becomes
 * U+FFFD. Leaving the loop early ends the connection.
 * @throws {ChatError} `cut-off` when the connection breaks.
 */
export async function* readPieces(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const cancel = () => void reader.cancel(signal.reason).catch(() => {}); // it may be broken already
  signal.addEventListener('abort', cancel, { once: true });
  try {
    for (;;) {
      signal.throwIfAborted();
      const { done, value } = await readNext(reader, signal);
      signal.throwIfAborted();
      for (const bytes of done ? [] : partsOf(value)) {
        const piece = decoder.decode(bytes, { stream: true });
        if (piece !== '') yield piece;
        await shareTurn(); // a fast body has the next bytes ready
      }
      if (!done) continue;
      const rest = decoder.decode();
      if (rest !== '') yield rest;
      return;
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

function* partsOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let start = 0; start < bytes.length; start += MAX_PIECE_LENGTH) {
    yield bytes.subarray(start, start + MAX_PIECE_LENGTH);
  }
}

async function readNext(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal) {
  try {
    return await reader.read();
  } catch (error) {
    signal.throwIfAborted();
    throw new ChatError('cut-off', 'The connection broke', { cause: error });
  }
}
