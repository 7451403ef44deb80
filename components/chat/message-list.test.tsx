// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from '@/lib/schema';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import type { Message, Outcome, Prompt, Reply } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import { reduceFrame, seekMessage } from '@/lib/client/chat/conversation-store';
import { playBackground, providerInfo, silentChat, speakEnglish } from '@/lib/client/testing';
import { settingsSchema } from '@/lib/settings/settings';
import { MessageList } from './message-list';

const conversationId: ConversationId = z.parse(conversationIdSchema, 'c');
const id = (text: string): MessageId => z.parse(messageIdSchema, text);

function promptOf(promptId: string, parentId: string | null, text: string): Prompt {
  return {
    id: id(promptId),
    conversationId,
    createdAt: 1,
    role: 'user',
    parentId: parentId === null ? null : id(parentId),
    parts: [{ type: 'text', text }],
  };
}

function replyOf(replyId: string, text: string, outcome: Outcome | null): Reply {
  return {
    id: id(replyId),
    conversationId,
    createdAt: Number(replyId.slice(1)) + 1,
    role: 'assistant',
    parentId: id('p'),
    providerId: 'duckduckgo',
    modelId: 'm',
    modelName: 'Model M',
    continues: null,
    wait: null,
    outcome,
    parts: text === '' ? [] : [{ type: 'text', text }],
  };
}

const complete: Outcome = { type: 'complete', finishReason: 'stop' };
const prompt = promptOf('p', null, 'What is a cache?');
let chat: Chat;

beforeEach(() => {
  speakEnglish();
  chat = silentChat();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function show(messages: readonly Message[], leafId: string): void {
  chat.conversation.setState({
    conversationId,
    connection: 'open',
    conversation: {
      id: conversationId,
      title: 'Caches',
      createdAt: 1,
      updatedAt: 1,
      leafId: id(leafId),
    },
    messages,
  });
  render(<MessageList chat={chat} onChooseModel={() => {}} />);
}

const articles = () =>
  within(screen.getByRole('log', { name: 'Conversation' })).getAllByRole('article');

test('the log holds an article for each message, named after who wrote it', () => {
  show([prompt, replyOf('r1', 'A copy.', complete)], 'r1');
  expect(articles().map((article) => article.getAttribute('aria-label'))).toEqual([
    'You',
    'Model M',
  ]);
  expect(articles()[1]?.getAttribute('aria-busy')).toBe('false');
});

test('a reply is busy while it streams, and ends so', async () => {
  show([prompt, replyOf('r1', '', null)], 'r1');
  expect(articles()[1]?.getAttribute('aria-busy')).toBe('true');
  expect(screen.queryByRole('button', { name: 'Regenerate' })).toBeNull();
  await act(() =>
    chat.conversation.setState((state) =>
      reduceFrame(state, {
        type: 'events',
        messageId: id('r1'),
        events: [
          { type: 'text-delta', text: 'A copy.' },
          { type: 'end', outcome: complete },
        ],
      }),
    ),
  );
  expect(articles()[1]?.getAttribute('aria-busy')).toBe('false');
  expect(articles()[1]?.textContent).toContain('A copy.');
  expect(screen.getByRole('button', { name: 'Copy' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Regenerate' })).toBeTruthy();
});

test('a batch of a stream leaves the nodes of other messages alone', async () => {
  show([prompt, replyOf('r1', '', null)], 'r1');
  const observed = articles()[0];
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  if (observed) observer.observe(observed, { subtree: true, childList: true, attributes: true });
  await act(() =>
    chat.conversation.setState((state) =>
      reduceFrame(state, {
        type: 'events',
        messageId: id('r1'),
        events: [{ type: 'text-delta', text: 'A' }],
      }),
    ),
  );
  expect(articles()[0]).toBe(observed);
  expect(changes).toEqual([]);
});

test('while the background is away nothing pretends to be busy, and the text stays', async () => {
  show([prompt, replyOf('r1', 'A co', null)], 'r1');
  await act(() => chat.conversation.setState({ connection: 'lost' }));
  expect(articles()[1]?.getAttribute('aria-busy')).toBe('false');
  expect(articles()[1]?.textContent).toContain('A co');
});

test('an interrupted reply says so and goes on from its text, or anew', async () => {
  const made = playBackground({});
  chat.providers.setState({
    providers: [providerInfo()],
  });
  show([prompt, replyOf('r1', 'A co', { type: 'interrupted' })], 'r1');
  expect(articles()[1]?.textContent).toContain('The browser ended this reply.');
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }));
  fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
  await expect
    .poll(() => made.map(({ input }) => input))
    .toMatchObject([
      { promptId: 'p', continues: 'r1' },
      { promptId: 'p', continues: null },
    ]);
});

test('a failed reply keeps its text above the card', async () => {
  const error = { kind: 'cut-off', message: 'Cut' } as const;
  show([prompt, replyOf('r1', 'A co', { type: 'failed', error })], 'r1');
  expect((await screen.findByRole('alert')).textContent).toContain('The text above is kept.');
  expect(articles()[1]?.textContent).toMatch(/A co.*broke off/);
});

test('a stopped reply without a text offers to regenerate, and nothing to continue', () => {
  show([prompt, replyOf('r1', '', { type: 'aborted' })], 'r1');
  expect(articles()[1]?.textContent).toContain('Stopped');
  expect(screen.queryByRole('button', { name: 'Continue' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Regenerate' })).toBeTruthy();
});

test('other tries of a turn are one click away', async () => {
  const made = playBackground({});
  show([prompt, replyOf('r1', 'One', complete), replyOf('r2', 'Two', complete)], 'r2');
  expect(screen.getByText('2/2')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Next version' }).disabled).toBe(
    true,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Previous version' }));
  await expect
    .poll(() => made)
    .toEqual([{ name: 'show-branch', input: { conversationId: 'c', messageId: 'r1' } }]);
});

test('a message that is sought has the focus, until the reader turns to something else', async () => {
  show([prompt, replyOf('r1', 'One', complete), replyOf('r2', 'Two', complete)], 'r2');
  await act(() => seekMessage(chat.conversation, id('r1')));
  expect(document.activeElement).toBe(document.body); // it is on another branch
  await act(() =>
    chat.conversation.setState(({ conversation }) => ({
      conversation: conversation && { ...conversation, leafId: id('r1') },
    })),
  );
  const row = document.activeElement;
  expect(row?.getAttribute('data-message')).toBe('r1');
  await act(() => screen.getByRole('button', { name: 'Next version' }).focus());
  expect(row?.hasAttribute('tabindex')).toBe(false);
  expect(chat.conversation.getState().sought).toBeNull();
});

test('an empty conversation says what can be done, in three clicks', async () => {
  chat.providers.setState({ settings: z.parse(settingsSchema, { isSetUp: true }) });
  chat.conversation.setState({ conversationId, connection: 'open' });
  render(<MessageList chat={chat} onChooseModel={() => {}} />);
  expect(await screen.findAllByRole('listitem')).toHaveLength(3);
  fireEvent.click(screen.getByRole('button', { name: 'Explain something I am reading' }));
  expect(chat.composer.getState().text).toMatch(/^Explain this/);
});

test('a new profile is first asked who should answer', async () => {
  chat.providers.setState({ settings: z.parse(settingsSchema, {}) });
  chat.conversation.setState({ conversationId, connection: 'open' });
  render(<MessageList chat={chat} onChooseModel={() => {}} />);
  expect(await screen.findByRole('heading', { name: 'Who should answer?' })).toBeTruthy();
});

/** A conversation of `count` messages, prompts and replies in turn. */
function longConversation(count: number): Message[] {
  return Array.from({ length: count }, (_, index) => {
    const parentId = index === 0 ? null : id(`r${index - 1}`);
    const text = `Text ${index}`;
    return index % 2 === 0
      ? { ...promptOf(`r${index}`, null, text), parentId, createdAt: index }
      : {
          ...replyOf(`r${index}`, text, complete),
          parentId: id(`r${index - 1}`),
          createdAt: index,
        };
  });
}

const shownTexts = () =>
  articles().map((article) => /Text \d+/.exec(article.textContent ?? '')?.[0]);

test('of a long conversation the end is mounted, and room is kept for the others', () => {
  show(longConversation(2000), 'r1999');
  const mounted = articles();
  expect(mounted.length).toBeLessThan(40);
  expect(shownTexts().at(-1)).toBe('Text 1999');
  const [room, ...others] = screen.getByRole('log').querySelectorAll('[style]');
  expect(room instanceof HTMLElement && Number.parseFloat(room.style.blockSize)).toBeGreaterThan(
    2000 * 30,
  );
  expect(others).toEqual([]);
});

test('messages that arrive from before the shown ones leave those as they are', async () => {
  const all = longConversation(200);
  show(all.slice(-24), 'r199');
  const before = articles();
  await act(() => chat.conversation.setState({ messages: all, isWhole: true }));
  expect(articles().slice(-before.length)).toEqual(before);
  expect(articles().every((article, index, list) => list.indexOf(article) === index)).toBe(true);
  expect(shownTexts().at(-1)).toBe('Text 199');
});

test('a conversation that was left in its middle opens there', () => {
  localStorage.setItem('scroll', JSON.stringify({ c: { messageId: 'r100', offset: 0 } }));
  show(longConversation(200), 'r199');
  expect(shownTexts()).toContain('Text 100');
  expect(shownTexts()).not.toContain('Text 199');
  localStorage.clear();
});

test('what was left in a part that is not read yet is waited for, and not the end shown', async () => {
  localStorage.setItem('scroll', JSON.stringify({ c: { messageId: 'r100', offset: 0 } }));
  const all = longConversation(200);
  chat.conversation.setState({ isWhole: false });
  show(all.slice(-24), 'r199');
  expect(screen.queryAllByRole('article')).toEqual([]);
  await act(() => chat.conversation.setState({ messages: all, isWhole: true }));
  expect(shownTexts()).toContain('Text 100');
  localStorage.clear();
});

test('a message with the focus in it stays when the thread moves away from it', async () => {
  show(longConversation(200), 'r199');
  const button = within(articles().at(-1) as HTMLElement).getByRole('button', { name: 'Copy' });
  button.focus();
  const log = screen.getByRole('log');
  Object.defineProperty(log, 'scrollHeight', { value: 20_000 }); // the fake DOM lays nothing out
  Object.defineProperty(log, 'scrollTop', { value: 1, writable: true });
  fireEvent.wheel(log, { deltaY: -100 });
  await act(() => void fireEvent.scroll(log));
  expect(shownTexts()).toContain('Text 0');
  expect(shownTexts()).not.toContain('Text 150');
  expect(document.activeElement).toBe(button);
});
