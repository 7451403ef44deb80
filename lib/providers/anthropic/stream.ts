import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readServerSentEvents, type ServerSentEvent } from '../shared/sse';
import { errorOfEvent } from './errors';
import { eventSchema, type StreamEvent } from './wire';

/** What we read; the service may add others, and sends `ping` to keep the connection open. */
const EVENT_TYPES: ReadonlySet<string> = new Set<StreamEvent['type']>([
  'message_start',
  'content_block_delta',
  'message_delta',
  'message_stop',
  'error',
]);

/** The content of an answer, then why it ended. @throws {ChatError} */
export async function* readReply(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  let finishReason: FinishReason = 'stop';
  let inputTokens = 0;
  let outputTokens = 0;
  function read({ event: type, data }: ServerSentEvent, emit: Emit): FinishReason | void {
    if (!EVENT_TYPES.has(type)) return;
    const event = parseJson(eventSchema, data);
    if (!event) throw new ChatError('protocol', `An event "${type}" that we do not know`);
    switch (event.type) {
      case 'message_start':
        inputTokens = event.message.usage?.input_tokens ?? 0;
        break;
      case 'content_block_delta':
        emitContent(event.delta, emit);
        break;
      case 'message_delta':
        finishReason = toFinishReason(event.delta.stop_reason) ?? finishReason;
        outputTokens = event.usage?.output_tokens ?? outputTokens;
        break;
      case 'message_stop':
        if (inputTokens > 0) emit({ type: 'usage', inputTokens, outputTokens });
        return finishReason;
      case 'error':
        throw errorOfEvent(event.error);
    }
  }
  const ending = yield* readItems(readServerSentEvents(response, signal), read);
  if (ending) return ending;
  throw new ChatError('cut-off', 'The stream ended without "message_stop"');
}

type Delta = Extract<StreamEvent, { type: 'content_block_delta' }>['delta'];

function emitContent({ text, thinking }: Delta, emit: Emit): void {
  if (text) emit({ type: 'text-delta', text });
  if (thinking) emit({ type: 'reasoning-delta', text: thinking });
}

function toFinishReason(stopReason: string | null | undefined): FinishReason | undefined {
  switch (stopReason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'content-filter';
    default: // the end of a turn, in its several names
      return undefined;
  }
}
