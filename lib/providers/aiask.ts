import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { Model } from '@/lib/chat/provider-info';
import type { ChatRequest, ProviderContext, ProviderEvent } from './provider';
import { defineFreeSite } from './shared/free-site';
import { dataOf, refuseWebPage } from './shared/http';
import { readPieces } from './shared/pieces';
import { postJson } from './shared/post-json';
import { normalizeTurns, systemMessages } from './shared/prompt';
import { withRetries } from './shared/retries';

const ORIGIN = 'https://e.aiask.me';
const PAGE = `${ORIGIN}/chat`;

/** The service chooses by its own number and names no model. */
const MODELS: readonly Model[] = [{ id: 'gpt-3.5-turbo', name: 'GPT-3.5 Turbo', output: 'text' }];

/** AiAsk: free, without an account. It has no published API. */
export const aiask = defineFreeSite({
  id: 'aiask',
  name: 'AiAsk',
  caveat: 'caveatAiask',
  options: ['system-prompt', 'temperature'],
  page: PAGE,
  models: MODELS,
  // The notice is looked for outside: a day's quota is not back after a few seconds.
  send: (request, context) => withoutNotice(withRetries(() => ask(request, context), context)),
});

async function* ask(
  { turns, systemPrompt, temperature }: ChatRequest,
  context: ProviderContext<unknown>,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const messages = normalizeTurns(turns).map(({ role, text }) => ({ role, content: text }));
  const body = {
    continuous: true,
    id: crypto.randomUUID().replaceAll('-', '').slice(0, ID_LENGTH),
    list: [...systemMessages(systemPrompt), ...messages],
    models: '0',
    prompt: '',
    temperature: temperature ?? DEFAULT_TEMPERATURE,
    title: '',
  };
  const headers = { accept: 'application/json, text/plain, */*' };
  const response = await postJson(`${ORIGIN}/v1/chat/gpt/`, { headers, body }, context);
  for await (const text of readPieces(dataOf(response), context.signal)) {
    yield { type: 'text-delta', text };
  }
  return 'stop'; // the format has no other mark than the end of the body
}

/** Of the ids that the service's page gives its chats. Ours are new each time: all turns go along. */
const ID_LENGTH = 21;
const DEFAULT_TEMPERATURE = 0.5;

/** "Your free quota does not do for this model; sign in at the top right to go on!" */
const NOTICE = '您的免费额度不够使用这个模型啦，请点击右上角登录继续使用！';
/** What may yet become the first tag of a web page. */
const MAYBE_PAGE = /^\s*(?:<[!a-z]{0,8}\s*[a-z]{0,4})?$/i;
const MAX_HELD_LENGTH = 256;

type Reply = AsyncGenerator<ProviderEvent, FinishReason, undefined>;

/**
 * A reply whose beginning is held back until it is clear that it is no error: the service reports
 * these with status 200, as text.
 * @throws {ChatError} `rate-limit` for the service's notice, `web-page` for HTML.
 */
async function* withoutNotice(reply: Reply): Reply {
  let held = '';
  let hasBegun = false;
  try {
    for (;;) {
      const { done, value } = await reply.next();
      if (done) {
        if (!hasBegun) yield textEvent(held);
        return value;
      }
      if (hasBegun || value.type !== 'text-delta') {
        yield value;
        continue;
      }
      held += value.text;
      if (mayBeError(held)) continue;
      hasBegun = true;
      yield textEvent(held);
    }
  } finally {
    await reply.return('stop'); // closes the connection, also when our reader has left
  }
}

function mayBeError(beginning: string): boolean {
  if (beginning.length > MAX_HELD_LENGTH) return false;
  return MAYBE_PAGE.test(beginning) || NOTICE.startsWith(beginning.trimEnd());
}

/** The beginning of a reply, when enough of it is there, or the reply has ended. */
function textEvent(text: string): ProviderEvent {
  if (text === '') throw new ChatError('protocol', 'The reply is empty');
  if (text.trimEnd() === NOTICE) throw new ChatError('rate-limit', 'Rate limit reached');
  refuseWebPage(text);
  return { type: 'text-delta', text };
}
