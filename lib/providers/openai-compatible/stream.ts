import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { readJson } from '../shared/api';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readServerSentEvents, type ServerSentEvent } from '../shared/sse';
import { errorInAnswer } from './errors';
import { imageEvent } from './image-event';
import { createThinkTags } from './think-tags';
import { chunkSchema, type Chunk, type WireContent, type WireDelta } from './wire';

/** Usage and `[DONE]` may follow, but an open connection does not hold a finished reply up. */
const AFTER_FINISH_MS = 1000;

interface ReadOptions {
  readonly signal: AbortSignal;
  readonly baseUrl: string;
  /** Of one chunk, in UTF-16 code units, where it may hold an image. */
  readonly maxLength?: number;
}

type Reply = AsyncGenerator<ProviderEvent, FinishReason, undefined>;

/** The content of an answer to a chat request, then why it ended. @throws {ChatError} */
export async function* readReply(response: Response, options: ReadOptions): Reply {
  const reader = new ReplyReader(options.baseUrl);
  if (isJson(response)) yield* readWhole(response, reader, options);
  else yield* readChunks(response, reader, options);
  return yield* reader.end();
}

/** Of a server that does not stream. */
async function* readWhole(
  response: Response,
  reader: ReplyReader,
  { signal }: ReadOptions,
): AsyncGenerator<ProviderEvent, void, undefined> {
  const events: ProviderEvent[] = [];
  reader.read(await readJson(response, chunkSchema, signal), (event) => events.push(event));
  yield* events;
}

async function* readChunks(
  response: Response,
  reader: ReplyReader,
  { signal, maxLength }: ReadOptions,
): AsyncGenerator<ProviderEvent, void, undefined> {
  const afterFinish = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isUnreadable = false;
  function read({ data }: ServerSentEvent, emit: Emit): FinishReason | void {
    if (isUnreadable) throw new ChatError('protocol', 'A part of the reply is unreadable');
    if (data.trim() === '[DONE]') {
      reader.isDone = true;
      return 'stop';
    }
    const chunk = parseJson(chunkSchema, data);
    isUnreadable = chunk === null; // as the last part of a reply, it was cut
    if (chunk) reader.read(chunk, emit);
    if (reader.isDone) timer ??= setTimeout(() => afterFinish.abort(), AFTER_FINISH_MS);
  }
  try {
    const both = AbortSignal.any([signal, afterFinish.signal]);
    const limit = maxLength === undefined ? {} : { maxLength };
    yield* readItems(readServerSentEvents(response, both, limit), read);
  } catch (error) {
    signal.throwIfAborted();
    if (!reader.isDone) throw error; // after that nothing is lost
  } finally {
    clearTimeout(timer);
  }
}

class ReplyReader {
  /** Whether the service said that the reply is whole. */
  isDone = false;
  readonly #baseUrl: string;
  readonly #tags = createThinkTags();
  #finishReason: FinishReason = 'stop';
  #usage: Chunk['usage'] = null;

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl;
  }

  read({ choices, usage, error }: Chunk, emit: Emit): void {
    if (error != null) throw errorInAnswer(error);
    this.#usage = usage ?? this.#usage;
    const [choice] = choices ?? [];
    if (!choice) return;
    const delta = choice.delta ?? choice.message;
    if (delta) this.#readDelta(delta, emit);
    const { finish_reason: reason } = choice;
    if (!reason) return;
    if (reason === 'error') throw new ChatError('overloaded', 'The model stopped with an error');
    this.isDone = true;
    if (this.#finishReason === 'stop') this.#finishReason = FINISH_REASONS[reason] ?? 'stop';
  }

  /** What is left to say once nothing follows. @throws {ChatError} where more should have come. */
  *end(): Generator<ProviderEvent, FinishReason, undefined> {
    yield* this.#tags.end();
    if (!this.isDone) throw new ChatError('cut-off', 'The reply ended before it was whole');
    const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = this.#usage ?? {};
    if (inputTokens != null && outputTokens != null) {
      yield { type: 'usage', inputTokens, outputTokens };
    }
    return this.#finishReason;
  }

  #readDelta(delta: WireDelta, emit: Emit): void {
    const reasoning = delta.reasoning_content || delta.reasoning || reasoningIn(delta.content);
    if (reasoning) emit({ type: 'reasoning-delta', text: reasoning });
    this.#tags.push(textIn(delta.content)).forEach(emit);
    if (delta.refusal) {
      this.#finishReason = 'content-filter';
      emit({ type: 'text-delta', text: delta.refusal });
    }
    for (const { image_url: image } of delta.images ?? []) {
      const event = imageEvent(image.url, { alt: '', baseUrl: this.#baseUrl });
      if (event) emit(event);
    }
  }
}

const FINISH_REASONS: Readonly<Record<string, FinishReason>> = {
  length: 'length',
  max_tokens: 'length',
  content_filter: 'content-filter',
};

function textIn(content: WireContent): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text ?? '').join('');
}

function reasoningIn(content: WireContent): string {
  if (typeof content === 'string') return '';
  const thoughts = (content ?? []).flatMap(({ thinking }) => thinking ?? []);
  return thoughts.map(({ text }) => text ?? '').join('');
}

function isJson({ headers }: Response): boolean {
  return /^\s*application\/json\b/i.test(headers.get('content-type') ?? '');
}
