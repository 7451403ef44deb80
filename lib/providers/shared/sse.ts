import { ChatError } from '@/lib/chat/errors';
import { dataOf, refuseWebPage } from './http';
import { MAX_LINE_LENGTH, readLines } from './lines';

interface SseOptions {
  /** Of one event's data, in UTF-16 code units. */
  readonly maxLength?: number;
}

export interface ServerSentEvent {
  /** The event's name; `message` where it has none. */
  readonly event: string;
  readonly data: string;
}

/**
 * The events of an answer, as the HTML standard reads them: comments and ids are left out, data of
 * several lines is joined, and an event that the end of the stream leaves open counts.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @throws {ChatError} `web-page` for HTML, `cut-off` for a connection that breaks.
 */
export async function* readServerSentEvents(
  response: Response,
  signal: AbortSignal,
  { maxLength = MAX_LINE_LENGTH }: SseOptions = {},
): AsyncGenerator<ServerSentEvent, void, undefined> {
  let event = '';
  let data: string[] = [];
  let length = 0;
  let isFirst = true;
  for await (const line of readLines(dataOf(response), signal, maxLength)) {
    if (isFirst) refuseWebPage(line);
    isFirst = false;
    if (line === '') {
      if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
      event = '';
      data = [];
      length = 0;
      continue;
    }
    const { field, value } = parseField(line);
    if (field === 'event') event = value;
    if (field !== 'data') continue;
    length += value.length;
    if (length > maxLength) throw new ChatError('protocol', 'An event is too long');
    data.push(value);
  }
  if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
}

/** A line that begins with a colon is a comment: a field without a name. */
function parseField(line: string): { field: string; value: string } {
  const colon = line.indexOf(':');
  if (colon === -1) return { field: line, value: '' };
  const value = line.slice(colon + 1);
  return { field: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}
