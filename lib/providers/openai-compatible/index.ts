import type { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import { ALL_OPTIONS, defineProvider, type ChatRequest, type ProviderEvent } from '../provider';
import { delayBefore, withRetries, type Attempt } from '../shared/retries';
import { chatBody } from './body';
import { isLoading, isOutOfCredit } from './errors';
import { generateImages } from './images';
import { describeModel } from './model-facts';
import { knownModels, listModels } from './models';
import { presets } from './presets';
import { PATIENCE_MS, post } from './requests';
import { connectionOf, serverOf, type Server } from './server';
import { settingFields, settingsSchema, type Context } from './settings';
import { readReply } from './stream';

/** Any server that speaks OpenAI's format: the services that do, and models on the user's computer. */
export const openaiCompatible = defineProvider({
  id: 'openai-compatible',
  name: 'OpenAI-compatible',
  isOnAtFirst: false,
  presets,
  takesHeaders: true,
  stallMs: PATIENCE_MS,
  options: ALL_OPTIONS,
  settings: settingsSchema,
  settingFields,
  connection: connectionOf,
  models: knownModels,
  describeModel: (id) => describeModel({ id }),
  listModels,
  send,
});

async function* send(
  request: ChatRequest,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const server = serverOf(context.settings);
  const isImage = request.output === 'image' && !server.makesImagesInChat;
  const open = isImage ? generateImages : chat;
  return yield* withRetries(() => open(request, server, context), context, delayFor);
}

/** Of a chunk that may hold an image in base64, in UTF-16 code units. */
const MAX_IMAGE_LENGTH = 60_000_000;

async function* chat(
  request: ChatRequest,
  server: Server,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const body = await chatBody(request, server);
  const response = await post('/chat/completions', body, { server, context });
  return yield* readReply(response, {
    signal: context.signal,
    baseUrl: server.baseUrl,
    ...(request.output === 'image' && { maxLength: MAX_IMAGE_LENGTH }),
  });
}

const LOADING_DELAY_MS = 2000;
/** Two minutes: a large model from a slow disk. */
const MAX_LOADING_TRIES = 60;

/** Milliseconds to wait before asking again after `error`; `null` when that would not help. */
function delayFor(error: ChatError, attempt: Attempt): number | null {
  if (isOutOfCredit(error)) return null;
  if (!isLoading(error)) return delayBefore(error, attempt);
  return attempt.retries < MAX_LOADING_TRIES ? LOADING_DELAY_MS : null;
}
