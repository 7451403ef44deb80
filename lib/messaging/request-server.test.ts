import { beforeEach, expect, test, vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ChatError } from '@/lib/chat/errors';
import { newId, type ConversationId } from '@/lib/chat/ids';
import { answer, type RequestHandlers } from './request-server';
import { CONTENT_SCRIPT_REQUEST, requests, type RequestName } from './requests';

const page = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/sidepanel.html') };
const tab = { id: 7 } as Browser.tabs.Tab;
const contentScript = { id: fakeBrowser.runtime.id, url: 'https://site.example/page', tab };
const otherExtension = { id: 'other', url: 'chrome-extension://other/page.html' };
/** Its URL starts like ours, but its id is another's: the browser fills both in. */
const impostor = { id: 'other', url: page.url };

const names = Object.keys(requests) as RequestName[];
const handler = vi.fn();
const handlers = Object.fromEntries(
  names.map((name) => [name, handler]),
) as unknown as RequestHandlers;

beforeEach(() => {
  handler.mockReset();
});

test.each(names)('%s is refused to all that it is not for', async (name) => {
  const wrong = name === CONTENT_SCRIPT_REQUEST ? page : contentScript;
  const senders = [wrong, otherExtension, { ...otherExtension, tab }, impostor, { id: page.id }];
  for (const sender of senders) {
    const response = await answer(handlers, { type: 'request', name, input: {} }, sender);
    expect(response).toMatchObject({ ok: false, error: { kind: 'internal' } });
  }
  expect(handler).not.toHaveBeenCalled();
});

test('a script in a page may say one thing: that its card failed', async () => {
  const frame = { type: 'request', name: 'card-failed', input: {} };
  expect(await answer(handlers, frame, contentScript)).toMatchObject({ ok: true });
  expect(handler).toHaveBeenCalledWith({}, contentScript);
});

test('a card is one of our pages, although it is in the tab of another', async () => {
  handler.mockResolvedValue([]);
  const card = { ...page, url: fakeBrowser.runtime.getURL('/inline-card.html'), tab };
  const frame = { type: 'request', name: 'list-conversations', input: {} };
  expect(await answer(handlers, frame, card)).toEqual({ ok: true, output: [] });
});

test('a page of ours is answered', async () => {
  handler.mockResolvedValue([]);
  const frame = { type: 'request', name: 'list-conversations', input: {} };
  expect(await answer(handlers, frame, page)).toEqual({ ok: true, output: [] });
});

test.each([
  ['an unknown request', { type: 'request', name: 'drop-everything', input: {} }],
  ['a prototype property', { type: 'request', name: 'toString', input: {} }],
  ['no input', { type: 'request', name: 'delete-conversation' }],
  ['a wrong type', { type: 'request', name: 'delete-conversation', input: { conversationId: 7 } }],
  ['an empty prompt', sendPrompt(' \n\t ')],
  ['a prompt over the limit', sendPrompt('x'.repeat(1_000_001))],
])('%s is refused', async (_case, frame) => {
  expect(await answer(handlers, frame, page)).toMatchObject({ ok: false });
  expect(handler).not.toHaveBeenCalled();
});

test('an error arrives with its kind and facts', async () => {
  handler.mockRejectedValue(new ChatError('rate-limit', 'Slow down', { retryAfterMs: 5 }));
  const frame = { type: 'request', name: 'list-conversations', input: {} };
  expect(await answer(handlers, frame, page)).toEqual({
    ok: false,
    error: { kind: 'rate-limit', message: 'Slow down', retryAfterMs: 5 },
  });
});

function sendPrompt(text: string) {
  const ids = { promptId: newId(), replyId: newId(), conversationId: newId<ConversationId>() };
  const input = { ...ids, parentId: null, providerId: 'any', modelId: 'any', text };
  return { type: 'request', name: 'send-prompt', input };
}
