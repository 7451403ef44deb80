import type { FinishReason } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import type { ChatRequest, ProviderContext, ProviderEvent } from '../provider';
import { defineFreeSite } from '../shared/free-site';
import { formatPrompt, normalizeTurns } from '../shared/prompt';
import { withRetries } from '../shared/retries';
import { readImage, readText } from './reply';
import { PAGE, post, visitOnce } from './site';

const MODELS: readonly Model[] = [
  { id: 'gpt-4', name: 'GPT-4', output: 'text' },
  { id: 'dalle', name: 'DALL·E', output: 'image' },
];

/** AiChats: free, without an account. It has no published API. */
export const aichats = defineFreeSite({
  id: 'aichats',
  name: 'AiChats',
  caveat: 'caveatAichats',
  options: ['system-prompt'],
  page: PAGE,
  models: MODELS,
  send,
});

async function* send(
  request: ChatRequest,
  context: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const ask = request.output === 'image' ? askForImage : askForText;
  await visitOnce(context);
  return yield* withRetries(() => ask(request, context), context);
}

async function* askForText(
  { turns, systemPrompt }: ChatRequest,
  context: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const prompt = formatPrompt(normalizeTurns(turns), systemPrompt);
  return yield* readText(await post('chat', prompt, context), context.signal);
}

async function* askForImage(
  { turns }: ChatRequest,
  context: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const prompt = turns.at(-1)?.text ?? ''; // what was said before is of no use to it
  yield await readImage(await post('image', prompt, context), prompt, context.signal);
  return 'stop';
}
