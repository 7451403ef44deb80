import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import { defineProvider, NO_KEY, type ChatRequest, type ProviderEvent } from '../provider';
import { afterRetries } from '../shared/retries';
import { chatBody } from './body';
import { conversationOf, messagesOf, stateOf, type Conversation } from './conversation';
import {
  ensureCookies,
  fetchTokens,
  frontEndVersion,
  tokenHeaders,
  tokensIn,
  type Tokens,
} from './handshake';
import { listModels, models, resolveModel } from './models';
import { callApi, checked } from './requests';
import { needsFreshTokens, retryDelayMs, type Step } from './retry';
import { settingFields, settingsSchema, type Context } from './settings';
import { readReply, type ContentEvent } from './stream';

/** DuckDuckGo's chat, Duck.ai: free, without an account. It has no published API. */
export const duckduckgo = defineProvider({
  id: 'duckduckgo',
  name: 'DuckDuckGo',
  isOnAtFirst: true,
  caveat: 'caveatDuckduckgo',
  options: ['system-prompt'],
  settings: settingsSchema,
  settingFields,
  connection: ({ host }) => ({
    site: { name: 'duck.ai', url: 'https://duck.ai/' },
    origins: [`https://${host}/*`],
    headerRules: [
      {
        origin: `https://${host}`,
        headers: { origin: `https://${host}`, referer: `https://${host}/` },
      },
    ],
    key: NO_KEY,
  }),
  models: () => models,
  listModels,
  send,
});

async function* send(
  request: ChatRequest,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const { host, format } = context.settings;
  const model = await resolveModel(request.modelId, context);
  const conversation = conversationOf(request, { model, host });
  const messages = messagesOf(request, conversation.flattenedTurns);
  const body = JSON.stringify(await chatBody(conversation, messages, format));

  await ensureCookies(context);
  const version = await frontEndVersion(context);
  const { first, rest, tokens } = yield* openReply({ conversation, body, version }, context);
  try {
    yield { type: 'state', state: stateOf(conversation, tokens) };
    yield first;
    return yield* rest;
  } finally {
    await rest.return('stop');
  }
}

interface ChatCall {
  readonly conversation: Conversation;
  readonly body: string;
  /** Of the service's page; empty where it is not known. */
  readonly version: string;
}

interface OpenReply {
  /** Nothing is tried again once there is content. */
  readonly first: ContentEvent;
  readonly rest: ReturnType<typeof readReply>;
  /** For the next turn. */
  readonly tokens: Tokens;
}

/** Asks until the first content arrives, or until asking again would not help. */
async function* openReply(
  call: ChatCall,
  context: Context,
): AsyncGenerator<ProviderEvent, OpenReply, undefined> {
  const { signal, clock } = context;
  let { tokens } = call.conversation;
  let attempts = { waits: 0, hasRefreshed: false };
  for (;;) {
    let step: Step = 'status';
    try {
      const sent: Tokens = tokens ?? (await fetchTokens(context, attempts.waits));
      tokens = null; // they serve once, whatever comes of it
      step = 'chat';
      const response = await postChat(call, sent, context, attempts.waits);
      const received = tokensIn(response);
      if (!response.ok) tokens = received; // those of a reply hold only once it has content
      const rest = readReply(await checked(response, context), signal);
      const { value: first, done } = await rest.next();
      if (done) throw new ChatError('protocol', 'The reply is empty');
      return { first, rest, tokens: nextTokens(sent, received) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ChatError)) throw error;
      const jitter = clock.random();
      const delayMs = retryDelayMs(error, { step, ...attempts, jitter });
      if (delayMs === null) throw afterRetries(error, attempts.waits);
      if (needsFreshTokens(error)) {
        tokens = null;
        attempts = { ...attempts, hasRefreshed: true };
        continue;
      }
      attempts = { ...attempts, waits: attempts.waits + 1 };
      yield { type: 'wait', wait: { kind: error.kind, until: clock.now() + delayMs } };
      await clock.sleep(delayMs, signal);
    }
  }
}

async function postChat(
  { body, version }: ChatCall,
  tokens: Tokens,
  context: Context,
  retries: number,
): Promise<Response> {
  const headers = {
    ...(version !== '' && { 'x-fe-version': version }),
    ...(await tokenHeaders(tokens, context)),
  };
  return callApi('/duckchat/v1/chat', { method: 'POST', headers, body }, context, { retries });
}

/** A token that an answer leaves out holds on. */
function nextTokens(sent: Tokens, received: Tokens | null): Tokens {
  return {
    vqd: received?.vqd ?? sent.vqd,
    challenge: received?.challenge || sent.challenge,
  };
}
