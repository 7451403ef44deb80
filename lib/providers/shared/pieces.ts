import { ChatError } from '@/lib/chat/errors';
import { shareTurn } from './turn';

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
      const piece = done ? decoder.decode() : decoder.decode(value, { stream: true });
      if (piece !== '') yield piece;
      if (done) return;
      await shareTurn(); // a fast body has the next bytes ready
    }
  } finally {
    signal.removeEventListener('abort', cancel);
    cancel();
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
