import { browser, type Browser } from 'wxt/browser';
import * as z from '@/lib/schema';
import { ChatError, toErrorData } from '@/lib/chat/errors';
import {
  CONTENT_SCRIPT_REQUEST,
  requestFrameSchema,
  requests,
  type RequestInput,
  type RequestName,
} from './requests';
import type { RequestOutput, ResponseFrame } from './responses';
import { isContentScript, isExtensionPage } from './sender';

export type RequestHandlers = {
  [Name in RequestName]: (
    input: RequestInput<Name>,
    sender: Browser.runtime.MessageSender,
  ) => Promise<RequestOutput<Name>>;
};

/** Answers every request. Call it synchronously when the background starts. */
export function serveRequests(handlers: RequestHandlers): void {
  browser.runtime.onMessage.addListener((frame: unknown, sender, sendResponse) => {
    if (!isRequest(frame)) return; // a message for another of our contexts
    void answer(handlers, frame, sender).then(sendResponse);
    return true; // keeps the channel open until `sendResponse`
  });
}

function isRequest(frame: unknown): boolean {
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'request';
}

/** The response to one frame from `sender`; a frame that does not fit is refused, never thrown. */
export async function answer(
  handlers: RequestHandlers,
  frame: unknown,
  sender: Browser.runtime.MessageSender,
): Promise<ResponseFrame> {
  try {
    const { name, input } = z.parse(requestFrameSchema, frame);
    const mayAsk = name === CONTENT_SCRIPT_REQUEST ? isContentScript : isExtensionPage;
    if (!mayAsk(sender)) {
      throw new ChatError('internal', `${name} is not for ${sender.url ?? 'this sender'}`);
    }
    const handler = handlers[name] as (input: unknown, from: typeof sender) => Promise<unknown>;
    return { ok: true, output: await handler(z.parse(requests[name], input), sender) };
  } catch (error) {
    return { ok: false, error: toErrorData(error) };
  }
}
