import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { dataOf, refuseWebPage } from '../shared/http';
import { decodeImage } from '../shared/images';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readLines } from '../shared/lines';
import { errorOfFrame, errorOfType } from './errors';
import { frameSchema, parseMarkers, type Frame, type Marker, type WireContent } from './wire';

/** What a reply is made of. */
export type ContentEvent = Exclude<ProviderEvent, { type: 'wait' | 'state' }>;

/** A reply with more unreadable parts than this is not passed off as whole. */
const MAX_UNREADABLE_PARTS = 3;
/** Markers may follow `[DONE]`, but an open connection does not hold a finished reply up. */
const AFTER_DONE_MS = 1000;

/** The content of a chat response, then why it ended. @throws {ChatError} */
export async function* readReply(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<ContentEvent, FinishReason, undefined> {
  const afterDone = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ending = new Ending();
  let hasContent = false;
  let unreadable = 0;
  function read(line: string, emit: Emit<ContentEvent>): void {
    if (!hasContent) refuseWebPage(line);
    const data = parseDataLine(line);
    if (data === '') return;
    const markers = parseMarkers(data);
    for (const marker of markers) ending.add(marker);
    if (ending.isDone) timer ??= setTimeout(() => afterDone.abort(), AFTER_DONE_MS);
    if (markers.length > 0 || ending.isDone) return;
    const frame = parseJson(frameSchema, data);
    if (frame?.action === 'error') throw errorOfFrame(data);
    if (!frame) unreadable++;
    if (frame?.role === 'refusal') ending.isRefusal = true;
    for (const event of frame ? eventsOf(frame) : []) {
      hasContent = true;
      emit(event);
    }
  }
  try {
    const lines = readLines(dataOf(response), AbortSignal.any([signal, afterDone.signal]));
    yield* readItems(lines, read);
  } catch (error) {
    signal.throwIfAborted();
    if (!ending.isDone) throw error; // after [DONE] nothing was lost
  } finally {
    clearTimeout(timer);
  }
  return ending.finishReason({ hasContent, unreadable });
}

/** The data of a line of an event stream; empty for comments and other fields. */
function parseDataLine(line: string): string {
  const trimmed = line.trim();
  return trimmed.startsWith('data:') ? trimmed.slice('data:'.length).trim() : '';
}

/** What the service says by markers; others, such as `[PING]`, do not concern a reply. */
class Ending {
  isDone = false;
  isRefusal = false;
  #isTooLong = false;
  #limit: ChatError | null = null;

  add({ name, value }: Marker): void {
    const limit = LIMITS[name];
    if (name === 'DONE') this.isDone = true;
    if (name === 'STOP_REASON' && value === 'max_tokens') this.#isTooLong = true;
    if (limit !== undefined) this.#limit = errorOfType(limit);
  }

  finishReason({
    hasContent,
    unreadable,
  }: {
    hasContent: boolean;
    unreadable: number;
  }): FinishReason {
    const mention = unreadable > 0 ? `; ${unreadable} parts were unreadable` : '';
    if (!hasContent) {
      if (this.#limit) throw this.#limit;
      const code = 'ERR_EMPTY_RESPONSE';
      throw new ChatError('protocol', `${code}: the reply is empty${mention}`, { code });
    }
    if (unreadable > MAX_UNREADABLE_PARTS) {
      throw new ChatError('protocol', `The reply is incomplete${mention}`);
    }
    if (this.isRefusal) return 'content-filter';
    return this.#isTooLong || this.#limit ? 'length' : 'stop';
  }
}

/** Limits that end a conversation or a day, by their marker. */
const LIMITS: Readonly<Record<string, string>> = {
  LIMIT_CONVERSATION: 'ERR_CONVERSATION_LIMIT',
  LIMIT_ENTITY: 'ERR_USER_LIMIT',
  LIMIT_ACCOUNT: 'ERR_ACCOUNT_LIMIT',
  LIMIT_IMAGE_GENERATIONS: 'ERR_IMAGE_GENERATION_LIMIT',
};

function eventsOf(frame: Frame): ContentEvent[] {
  const content = frame.message ?? frame.content;
  switch (frame.role ?? 'assistant') {
    case 'assistant':
    case 'refusal':
      return contentEvents(content);
    case 'reasoning':
      return reasoningEvents(frame.text ?? textOf(content));
    case 'source':
      return sourceEvents(frame);
    case 'generated-image':
      return imageEvents(frame.result);
    case 'ui-component':
      return imageEvents(frame.data?.b64Image);
    default: // previews of images, calls of tools, and what the service may add
      return [];
  }
}

function contentEvents(content: WireContent): ContentEvent[] {
  if (typeof content === 'string') return textEvents(content);
  return (content ?? []).flatMap(({ text, image }) => [...textEvents(text), ...imageEvents(image)]);
}

function textOf(content: WireContent): string {
  if (typeof content === 'string') return content;
  return (content ?? []).map(({ text }) => text ?? '').join('');
}

function textEvents(text: string | null | undefined): ContentEvent[] {
  return text ? [{ type: 'text-delta', text }] : [];
}

function reasoningEvents(text: string): ContentEvent[] {
  return text ? [{ type: 'reasoning-delta', text }] : [];
}

function imageEvents(source: string | null | undefined): ContentEvent[] {
  const image = source ? decodeImage(source) : null;
  return image ? [{ type: 'image', image, alt: 'Generated image' }] : [];
}

function sourceEvents({ url, title }: Frame): ContentEvent[] {
  if (!url || !/^https?:\/\//i.test(url)) return [];
  return [{ type: 'source', url, title: title || url }];
}
