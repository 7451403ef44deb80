import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import type { ChatRequest, ProviderContext, ProviderEvent } from './provider';
import { defineFreeSite } from './shared/free-site';
import { dataOf, refuseWebPage } from './shared/http';
import { readItems, type Emit } from './shared/items';
import { parseJson } from './shared/json';
import { readLines } from './shared/lines';
import { postJson } from './shared/post-json';
import { formatPrompt, normalizeTurns } from './shared/prompt';
import { withRetries } from './shared/retries';

const ORIGIN = 'https://darkai.foundation';
const PAGE = `${ORIGIN}/chat`; // also where prompts go

const MODELS: readonly Model[] = [
  { id: 'llama-3-70b', name: 'Llama 3 70B', output: 'text' },
  { id: 'gpt-4o', name: 'GPT-4o', output: 'text' },
  { id: 'gpt-3.5-turbo', name: 'GPT-3.5 Turbo', output: 'text' },
];
const [DEFAULT_MODEL] = MODELS;

/** What the service serves under another name. */
const ALIASES: Readonly<Record<string, string>> = { 'llama-3.1-70b': 'llama-3-70b' };

/** DarkAI: free, without an account. It has no published API. */
export const darkai = defineFreeSite({
  id: 'darkai',
  name: 'DarkAI',
  caveat: 'caveatDarkai',
  options: ['system-prompt'],
  page: PAGE,
  models: MODELS,
  send: (request, context) => withRetries(() => ask(request, context), context),
});

async function* ask(
  { modelId, turns, systemPrompt }: ChatRequest,
  context: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const body = {
    query: formatPrompt(normalizeTurns(turns), systemPrompt),
    model: resolveModel(modelId),
  };
  const headers = { accept: 'text/event-stream' };
  return yield* readReply(await postJson(PAGE, { headers, body }, context), context.signal);
}

function resolveModel(id: string): string {
  if (id === '') return DEFAULT_MODEL?.id ?? '';
  const resolved = ALIASES[id] ?? id;
  if (MODELS.some((model) => model.id === resolved)) return resolved;
  throw new ChatError('model-unavailable', `Model is not supported: ${id} in: DarkAI`);
}

/** One `data: ` line of a reply. The service has other events, which do not concern us. */
const chunkSchema = z.oneOf('event', [
  z.object({ event: z.literal('text-chunk'), data: z.object({ text: z.string() }) }),
  z.object({ event: z.literal('stream-end') }),
]);

async function* readReply(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  let hasText = false;
  function read(line: string, emit: Emit): FinishReason | void {
    if (!hasText) refuseWebPage(line);
    const trimmed = line.trim();
    if (!trimmed.startsWith('data: ')) return;
    const chunk = parseJson(chunkSchema, trimmed.slice('data: '.length));
    if (chunk?.event === 'stream-end') {
      if (hasText) return 'stop';
      throw new ChatError('protocol', 'The reply is empty');
    }
    if (!chunk || chunk.data.text === '') return;
    hasText = true;
    emit({ type: 'text-delta', text: chunk.data.text });
  }
  const finishReason = yield* readItems(readLines(dataOf(response), signal), read);
  if (finishReason) return finishReason;
  throw new ChatError('cut-off', 'The stream ended without stream-end');
}
