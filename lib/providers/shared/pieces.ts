import { ChatError } from '@/lib/chat/errors';
import { shareTurn } from './turn';

/** In bytes: what arrived while a client was busy comes in one chunk, however much it is. */
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
      if (done) break;
      for (const bytes of partsOf(value)) {
        signal.throwIfAborted();
        const piece = decoder.decode(bytes, { stream: true });
        if (piece !== '') yield piece;
        await shareTurn(); // a fast body has the next bytes ready
      }
    }
    signal.throwIfAborted();
    const rest = decoder.decode(); // of a character that was cut
    if (rest !== '') yield rest;
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
  }
}

/** At least one: each chunk takes a turn. */
function* partsOf(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
  let start = 0;
  do {
    yield bytes.subarray(start, start + MAX_PIECE_LENGTH);
    start += MAX_PIECE_LENGTH;
  } while (start < bytes.length);
}

async function readNext(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal) {
  try {
    return await reader.read();
  } catch (error) {
    signal.throwIfAborted();
    throw new ChatError('cut-off', 'The connection broke', { cause: error });
  }
}
