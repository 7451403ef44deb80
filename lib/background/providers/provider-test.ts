import { ChatError, toErrorData } from '@/lib/chat/errors';
import type { RequestInput } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import { createChatRequest } from './chat-request';
import { observeOutcome } from './health';
import { createProviderContext } from './provider-context';
import { getConfigured, type ConfiguredProvider } from './provider-directory';

const PROMPT = 'Reply with the word: ready';
/** Enough for some words, also of a model that thinks a little first. */
const MAX_TOKENS = 64;
/** As much of the answer as is shown. */
const ENOUGH_CHARACTERS = 20;
const TIMEOUT_MS = 60_000;

type ProviderTest = RequestOutput<'test-provider'>;

/** Really asks a provider for some words, and leaves as soon as they came. */
export async function testProvider({
  providerId,
  modelId,
}: RequestInput<'test-provider'>): Promise<ProviderTest> {
  const configured = await getConfigured(providerId);
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(timeoutError()), TIMEOUT_MS);
  try {
    const answer = await ask(configured, modelId ?? firstTextModel(configured), controller.signal);
    await observeOutcome(configured, { type: 'complete', finishReason: 'stop' });
    return { type: 'answered', ...answer };
  } catch (thrown) {
    const { signal } = controller;
    const error = toErrorData(signal.aborted ? signal.reason : thrown);
    await observeOutcome(configured, { type: 'failed', error });
    return { type: 'failed', error };
  } finally {
    clearTimeout(timer);
    controller.abort(); // whatever the provider still has open
  }
}

async function ask(configured: ConfiguredProvider, modelId: string, signal: AbortSignal) {
  const asked = {
    modelId,
    turns: [{ role: 'user' as const, text: PROMPT, images: [] }],
    state: null,
  };
  const request = await createChatRequest(asked, configured);
  const takesLimit = configured.provider.options.includes('max-tokens');
  const context = await createProviderContext(configured, signal);
  const startedAt = performance.now();
  const events = configured.provider.send(
    { ...request, maxTokens: takesLimit ? MAX_TOKENS : null },
    context,
  );
  let firstTokenMs: number | null = null;
  let text = '';
  for await (const event of events) {
    if (event.type !== 'text-delta' && event.type !== 'reasoning-delta') continue;
    firstTokenMs ??= performance.now() - startedAt;
    if (event.type === 'text-delta') text += event.text;
    if (text.length >= ENOUGH_CHARACTERS) break;
  }
  if (firstTokenMs === null) throw new ChatError('protocol', 'The reply is empty');
  return { text: text.trim(), firstTokenMs: Math.round(firstTokenMs) };
}

function firstTextModel({ models, preferences, name }: ConfiguredProvider): string {
  const { shownModels } = preferences;
  const texts = models.filter(({ output }) => output === 'text');
  const first = texts.find(({ id }) => shownModels?.includes(id) ?? true) ?? texts[0];
  if (first) return first.id;
  throw new ChatError('model-unavailable', `${name} has no model that writes text`);
}

function timeoutError(): ChatError {
  return new ChatError('stalled', `No answer within ${TIMEOUT_MS / 1000} s`);
}
