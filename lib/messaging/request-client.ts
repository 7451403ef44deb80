import { browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { RequestFrame, RequestInput, RequestName } from './requests';
import { responseFrameSchema, responses, type RequestOutput } from './responses';

/** How often a request is made anew when the background was stopped before it answered. */
const MAX_REPEATS = 3;

/**
 * Calls the background, waking it where the browser had stopped it. A request whose answer was
 * lost is repeated: every request means the same when it arrives twice.
 * @throws {ChatError} what the background threw, or `internal` when it cannot be reached.
 */
export async function request<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const frame: RequestFrame = { type: 'request', name, input };
  const response = z.parse(responseFrameSchema, await send(frame, MAX_REPEATS));
  if (!response.ok) {
    const { kind, message, ...facts } = response.error;
    throw new ChatError(kind, message, facts);
  }
  return z.parse(responses[name], response.output) as RequestOutput<Name>;
}

async function send(frame: RequestFrame, repeats: number): Promise<unknown> {
  try {
    return await browser.runtime.sendMessage(frame);
  } catch (error) {
    if (repeats === 0)
      throw new ChatError('internal', 'The background does not answer', { cause: error });
    return send(frame, repeats - 1);
  }
}
