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
 * The events of an answer as they arrive, several at once where they came at once: each group is to be
 * read to its end before the next. They are read as the HTML standard says, so comments and ids are left
 * out and data of several lines is joined; and an event that the end of the stream leaves open counts.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 * @throws {ChatError} `web-page` for HTML, `cut-off` for a connection that breaks.
 */
export async function* readServerSentEvents(
  response: Response,
  signal: AbortSignal,
  { maxLength = MAX_LINE_LENGTH }: SseOptions = {},
): AsyncGenerator<Iterable<ServerSentEvent>, void, undefined> {
  const assembler = new EventAssembler(maxLength);
  const lines = readLines(dataOf(response), signal, maxLength);
  for await (const group of lines) yield assembler.eventsOf(group);
  yield assembler.end();
}

/** Puts events together from their lines. */
class EventAssembler {
  readonly #maxLength: number;
  #isAtStart = true;
  #event = '';
  #data: string[] = [];
  #length = 0;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** The events that end in `lines`. @throws {ChatError} after those before the one that cannot be read. */
  *eventsOf(lines: Iterable<string>): Generator<ServerSentEvent, void, undefined> {
    for (const line of lines) {
      if (this.#isAtStart) refuseWebPage(line);
      this.#isAtStart = false;
      if (line === '') yield* this.end();
      else this.#addField(parseField(line));
    }
  }

  /** The event that was begun; one without data is none. */
  *end(): Generator<ServerSentEvent, void, undefined> {
    const [event, data] = [this.#event, this.#data];
    this.#event = '';
    this.#data = [];
    this.#length = 0;
    if (data.length > 0) yield { event: event || 'message', data: data.join('\n') };
  }

  #addField({ field, value }: Field): void {
    if (field === 'event') this.#event = value;
    if (field !== 'data') return;
    this.#length += value.length;
    if (this.#length > this.#maxLength) throw new ChatError('protocol', 'An event is too long');
    this.#data.push(value);
  }
}

interface Field {
  readonly field: string;
  readonly value: string;
}

/** A line that begins with a colon is a comment: a field without a name. */
function parseField(line: string): Field {
  const colon = line.indexOf(':');
  if (colon === -1) return { field: line, value: '' };
  const value = line.slice(colon + 1);
  return { field: line.slice(0, colon), value: value.startsWith(' ') ? value.slice(1) : value };
}
