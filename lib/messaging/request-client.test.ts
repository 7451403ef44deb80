import { afterEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId, type ConversationId } from '@/lib/chat/ids';
import { request } from './request-client';

/** The background, which the fake browser types as one that answers nothing. */
const sendMessage = vi.fn<(frame: unknown) => Promise<unknown>>();
fakeBrowser.runtime.sendMessage = sendMessage as unknown as typeof fakeBrowser.runtime.sendMessage;
const input = { conversationId: newId<ConversationId>() };

afterEach(() => void sendMessage.mockReset());

test('an answer without an output is one: a message drops `undefined`', async () => {
  sendMessage.mockResolvedValue({ ok: true });
  await expect(request('delete-conversation', input)).resolves.toBeUndefined();
});

test('a request whose answer was lost is made again, the same', async () => {
  sendMessage.mockRejectedValueOnce(new Error('message channel closed'));
  sendMessage.mockResolvedValue({ ok: true });
  await request('delete-conversation', input);
  expect(sendMessage).toHaveBeenCalledTimes(2);
  const [first, second] = sendMessage.mock.calls;
  expect(second).toEqual(first);
});

test('a background that never answers is an error, not a wait for ever', async () => {
  sendMessage.mockRejectedValue(new Error('no receiving end'));
  await expect(request('delete-conversation', input)).rejects.toMatchObject({ kind: 'internal' });
});

test('an error of the background arrives with its kind and facts', async () => {
  const error = { kind: 'rate-limit', message: 'Slow down', retryAfterMs: 5 };
  sendMessage.mockResolvedValue({ ok: false, error });
  await expect(request('delete-conversation', input)).rejects.toMatchObject({
    kind: 'rate-limit',
    facts: { retryAfterMs: 5 },
  });
});
