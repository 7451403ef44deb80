import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ChatRequest, ProviderEvent } from '../provider';
import { readJson } from '../shared/api';
import { imageBody } from './body';
import { errorInAnswer } from './errors';
import { imageEvent } from './image-event';
import { post } from './requests';
import type { Server } from './server';
import type { Context } from './settings';
import { imagesSchema } from './wire';

/** Lets an image model draw what the last turn says. @throws {ChatError} */
export async function* generateImages(
  request: ChatRequest,
  server: Server,
  context: Context,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const body = imageBody(request);
  const response = await post('/images/generations', body, { server, context });
  const { data, error } = await readJson(response, imagesSchema, context.signal);
  if (error != null) throw errorInAnswer(error);
  const events = (data ?? []).flatMap(({ url, b64_json: base64, revised_prompt: revised }) => {
    const alt = revised || (request.turns.at(-1)?.text ?? '');
    return imageEvent(base64 || url || '', { alt, baseUrl: server.baseUrl }) ?? [];
  });
  if (events.length === 0) throw new ChatError('protocol', 'The answer holds no image');
  yield* events;
  return 'stop';
}
