import { toErrorData, type ErrorData } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type {
  ChatRequest,
  Provider,
  ProviderContext,
  ProviderEvent,
  ProviderState,
} from '@/lib/providers/provider';

/** A reply to its end, whatever end that was. */
export interface CollectedReply {
  readonly events: readonly ProviderEvent[];
  readonly text: string;
  /** The last state, as it comes back from storage. */
  readonly state: ProviderState | null;
  readonly finishReason: FinishReason | null;
  readonly error: ErrorData | null;
}

/** Lets `provider` answer, and calls `onEvent` meanwhile. */
export async function collectReply(
  provider: Provider,
  { modelId = provider.models[0]?.id ?? '', turns = [], state = null }: Partial<ChatRequest>,
  context: ProviderContext<unknown>,
  onEvent: (event: ProviderEvent) => void = () => {},
): Promise<CollectedReply> {
  const events: ProviderEvent[] = [];
  let finishReason: FinishReason | null = null;
  let error: ErrorData | null = null;
  try {
    const reply = provider.send({ modelId, turns, state }, context);
    for (;;) {
      const { done, value } = await reply.next();
      if (done) {
        finishReason = value;
        break;
      }
      events.push(value);
      onEvent(value);
    }
  } catch (thrown) {
    error = toErrorData(thrown);
  }
  const texts = events.map((event) => (event.type === 'text-delta' ? event.text : ''));
  const last = events.findLast((event) => event.type === 'state');
  const stored: ProviderState | null = last ? JSON.parse(JSON.stringify(last.state)) : null;
  return { events, text: texts.join(''), state: stored, finishReason, error };
}
