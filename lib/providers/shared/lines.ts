import { ChatError } from '@/lib/chat/errors';
import { readPieces } from './pieces';

/** Of one line, in UTF-16 code units; a service that sends more is broken or hostile. */
export const MAX_LINE_LENGTH = 1_048_576;

/**
 * The lines of a streamed body, each as soon as its end has arrived and with those that arrived with
 * it. `\n`, `\r\n` and `\r` all end a line; invalid UTF-8 becomes U+FFFD. Leaving the loop early ends
 * the connection.
 * @throws {ChatError} `cut-off` when the connection breaks; `protocol` for an endless line.
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  signal: AbortSignal,
  maxLength = MAX_LINE_LENGTH,
): AsyncGenerator<readonly string[], void, undefined> {
  const splitter = createLineSplitter(maxLength);
  for await (const piece of readPieces(body, signal)) yield splitter.push(piece);
  yield splitter.end();
}

interface LineSplitter {
  /** The lines that end in `text`. */
  push(text: string): string[];
  /** The last line, where nothing ended it. */
  end(): string[];
}

/** Cuts text that comes in pieces into lines. */
export function createLineSplitter(maxLength = MAX_LINE_LENGTH): LineSplitter {
  let pending = '';
  let endedWithReturn = false;
  return {
    push(text) {
      if (text === '') return [];
      // A `\r` ended the last line already: a `\n` that follows it belongs to the same end.
      const rest = endedWithReturn && text.startsWith('\n') ? text.slice(1) : text;
      endedWithReturn = text.endsWith('\r');
      const lines = rest.split(rest.includes('\r') ? /\r\n|\r|\n/ : '\n'); // quicker where it will do
      lines[0] = pending + (lines[0] ?? '');
      if (lines.some((line) => line.length > maxLength)) {
        throw new ChatError('protocol', `A line is longer than ${maxLength} characters`);
      }
      pending = lines.pop() ?? '';
      return lines;
    },
    end: () => (pending === '' ? [] : [pending]),
  };
}
