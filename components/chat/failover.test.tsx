// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from '@/lib/schema';
import type { ErrorKind } from '@/lib/chat/errors';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import type { Outcome, Reply } from '@/lib/chat/message';
import { preferencesOf, readSettings, settingsSchema } from '@/lib/settings/settings';
import type { Chat } from '@/lib/client/chat/chat';
import { playBackground, providerInfo, silentChat, speakEnglish } from '@/lib/client/testing';
import { MessageList } from './message-list';

const conversationId = z.parse(conversationIdSchema, 'c');
const promptId = z.parse(messageIdSchema, 'p');

const providers = [
  providerInfo(),
  providerInfo({ id: 'second', name: 'Second' }),
  providerInfo({ id: 'third', name: 'Third', health: { type: 'refused' } }),
];

let chat: Chat;

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  chat = silentChat();
  chat.providers.setState({ providers, settings: z.parse(settingsSchema, { isSetUp: true }) });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const failed = (kind: ErrorKind): Outcome => ({ type: 'failed', error: { kind, message: '' } });
const complete: Outcome = { type: 'complete', finishReason: 'stop' };

function replyOf(number: number, text: string, known: Partial<Reply>): Reply {
  return {
    id: z.parse(messageIdSchema, `r${number}`),
    conversationId,
    createdAt: number + 1,
    role: 'assistant',
    parentId: promptId,
    providerId: 'duckduckgo',
    modelId: 'm',
    modelName: 'Model M',
    continues: null,
    wait: null,
    outcome: complete,
    parts: text === '' ? [] : [{ type: 'text', text }],
    ...known,
  };
}

/** A conversation of one prompt that ends in the last of `replies`. */
function show(...replies: readonly Reply[]): void {
  const leafId = replies.at(-1)?.id ?? null;
  chat.conversation.setState({
    conversationId,
    connection: 'open',
    conversation: { id: conversationId, title: '', createdAt: 0, updatedAt: 0, leafId },
    messages: [
      {
        id: promptId,
        conversationId,
        createdAt: 1,
        role: 'user',
        parentId: null,
        parts: [{ type: 'text', text: 'A question' }],
      },
      ...replies,
    ],
  });
  render(<MessageList chat={chat} onChooseModel={() => {}} />);
}

const cut = replyOf(1, 'One ', { outcome: failed('cut-off') });

test('the one other provider that is ready is offered by name, and asked for the rest', async () => {
  const made = playBackground({});
  show(cut);
  fireEvent.click(await screen.findByRole('button', { name: 'Continue with Model M (Second)' }));
  await expect
    .poll(() => made)
    .toMatchObject([
      {
        name: 'regenerate-reply',
        input: { providerId: 'second', modelId: 'm', promptId: 'p', continues: 'r1' },
      },
    ]);
});

test('without a text another provider is asked anew', async () => {
  const made = playBackground({});
  show(replyOf(1, '', { outcome: failed('blocked') }));
  fireEvent.click(await screen.findByRole('button', { name: 'Ask Model M (Second) instead' }));
  await expect.poll(() => made).toMatchObject([{ input: { continues: null } }]);
});

test('several are a menu of who is ready; who has refused is not in it', async () => {
  chat.providers.setState({
    providers: [...providers, providerInfo({ id: 'fourth', name: 'Fourth' })],
  });
  show(cut);
  fireEvent.click(await screen.findByRole('button', { name: 'Continue with another model' }));
  const names = within(screen.getByRole('menu')).getAllByRole('menuitem');
  expect(names.map(({ textContent }) => textContent)).toEqual([
    'Model M (Second)',
    'Model M (Fourth)',
  ]);
});

test('where it would end the same, nobody else is offered', async () => {
  show(replyOf(1, 'One ', { outcome: failed('storage') }));
  await screen.findByRole('alert');
  expect(screen.queryByRole('button', { name: /Second/ })).toBeNull();
});

test('each part of a reply is signed by who wrote it', async () => {
  const rest = { providerId: 'second', modelId: 'n', modelName: 'Model N', continues: cut.id };
  show(cut, replyOf(2, 'One two', rest));
  const reply = await screen.findByRole('article', { name: 'Model N' });
  await expect
    .poll(() => reply.textContent)
    .toMatch(/^Model M \(DuckDuckGo\)One\s*continued by Model N \(Second\)two/);
});

test('who stood in once may be allowed to do so by itself', async () => {
  playBackground({ 'list-providers': () => providers });
  show(cut, replyOf(2, 'Two', { providerId: 'second' }));
  const offer = await screen.findByRole<HTMLInputElement>('checkbox', {
    name: 'Let Second take over by itself next time',
  });
  expect(offer.checked).toBe(false);
  fireEvent.click(offer);
  await expect.poll(async () => preferencesOf(await readSettings(), 'second').takesOver).toBe(true);
  expect(preferencesOf(await readSettings(), 'third').takesOver).toBe(false);
});

test('an ordinary reply asks for no such thing', async () => {
  show(replyOf(1, 'One', {}));
  await new Promise((resolve) => setTimeout(resolve));
  expect(screen.queryByRole('checkbox')).toBeNull();
});
