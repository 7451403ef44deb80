import { toErrorData, type ErrorData } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type {
  ChatRequest,
  ChatTurn,
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

/** A request with defaults for what a test does not care about. */
type AskedReply = Partial<Omit<ChatRequest, 'turns'>> & {
  readonly turns?: readonly (Pick<ChatTurn, 'role' | 'text'> & Partial<ChatTurn>)[];
};

/** Lets `provider` answer, and calls `onEvent` meanwhile. */
export async function collectReply(
  provider: Provider,
  asked: AskedReply,
  context: ProviderContext<unknown>,
  onEvent: (event: ProviderEvent) => void = () => {},
): Promise<CollectedReply> {
  const events: ProviderEvent[] = [];
  let finishReason: FinishReason | null = null;
  let error: ErrorData | null = null;
  try {
    const reply = provider.send(toRequest(provider, asked, context), context);
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

function toRequest(
  provider: Provider,
  { turns = [], ...asked }: AskedReply,
  { settings }: ProviderContext<unknown>,
): ChatRequest {
  const [model] = provider.models(settings);
  return {
    modelId: model?.id ?? '',
    output: model?.output ?? 'text',
    state: null,
    systemPrompt: '',
    temperature: null,
    maxTokens: null,
    imageSize: null,
    imageQuality: null,
    ...asked,
    turns: turns.map((turn) => ({ images: [], ...turn })),
  };
}
