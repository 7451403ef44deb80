import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { decodeImage } from '../shared/images';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readServerSentEvents, type ServerSentEvent } from '../shared/sse';
import { errorOfChunk } from './errors';
import { chunkSchema, type Chunk, type Part } from './wire';

interface ReplyOptions {
  /** What was asked for: it describes an image. */
  readonly alt: string;
  readonly signal: AbortSignal;
  /** Of one event, in UTF-16 code units: an image comes in one. */
  readonly maxLength?: number;
}

/** The content of an answer, then why it ended. @throws {ChatError} */
export async function* readReply(
  response: Response,
  { alt, signal, ...limits }: ReplyOptions,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  let finishReason: FinishReason | null = null;
  let usage: Chunk['usageMetadata'];
  function read({ data }: ServerSentEvent, emit: Emit): void {
    const chunk = parseJson(chunkSchema, data);
    if (!chunk) throw new ChatError('protocol', 'An event that is not a part of a reply');
    checkIsNoError(chunk);
    const [candidate] = chunk.candidates ?? [];
    for (const part of candidate?.content?.parts ?? []) emitContent(part, alt, emit);
    finishReason = toFinishReason(candidate?.finishReason) ?? finishReason;
    usage = chunk.usageMetadata ?? usage;
  }
  yield* readItems(readServerSentEvents(response, signal, limits), read);
  if (!finishReason) throw new ChatError('cut-off', 'The stream ended without a finish reason');
  const { promptTokenCount, candidatesTokenCount, thoughtsTokenCount } = usage ?? {};
  if (promptTokenCount) {
    const outputTokens = (candidatesTokenCount ?? 0) + (thoughtsTokenCount ?? 0);
    yield { type: 'usage', inputTokens: promptTokenCount, outputTokens };
  }
  return finishReason;
}

function checkIsNoError({ error, promptFeedback }: Chunk): void {
  if (error) throw errorOfChunk(error);
  const blockReason = promptFeedback?.blockReason;
  if (!blockReason) return;
  const message = `The service does not answer this prompt: ${blockReason}`;
  throw new ChatError('rejected', message, { code: blockReason });
}

function emitContent({ text, thought, inlineData }: Part, alt: string, emit: Emit): void {
  if (text) emit({ type: thought ? 'reasoning-delta' : 'text-delta', text });
  if (!inlineData || thought) return; // thoughts may hold drafts of an image
  const image = decodeImage(inlineData.data);
  if (!image) throw new ChatError('protocol', `An image that is no image: ${inlineData.mimeType}`);
  emit({ type: 'image', image, alt });
}

/** https://ai.google.dev/api/generate-content#FinishReason */
const FILTERED: ReadonlySet<string> = new Set([
  'SAFETY',
  'RECITATION',
  'LANGUAGE',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'IMAGE_SAFETY',
  'IMAGE_PROHIBITED_CONTENT',
  'IMAGE_RECITATION',
]);

function toFinishReason(reason: string | null | undefined): FinishReason | null {
  if (!reason) return null;
  if (reason === 'STOP') return 'stop';
  if (reason === 'MAX_TOKENS') return 'length';
  if (FILTERED.has(reason)) return 'content-filter';
  throw new ChatError('rejected', `The service stopped: ${reason}`, { code: reason });
}
