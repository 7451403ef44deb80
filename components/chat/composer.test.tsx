// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from '@/lib/schema';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import { MAX_TEXT_LENGTH } from '@/lib/client/chat/composer-store';
import { silentChat, speakEnglish } from '@/lib/client/testing';
import { Composer } from './composer';

let chat: Chat;

beforeEach(() => {
  speakEnglish();
  chat = silentChat();
  render(<Composer chat={chat}>{null}</Composer>);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Message' });
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
const type = (value: string) => fireEvent.input(box(), { target: { value } });
const sentText = () => chat.composer.getState().sending?.text;

test('the box has the focus when the panel opens', () => {
  expect(document.activeElement).toBe(box());
});

test('Enter sends and empties the box at once', () => {
  type('What is a cache?');
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(sentText()).toBe('What is a cache?');
  expect(box().value).toBe('');
});

test('a click on Send sends and gives the focus back to the box', () => {
  type('What is a cache?');
  sendButton().focus();
  fireEvent.click(sendButton());
  expect(sentText()).toBe('What is a cache?');
  expect(document.activeElement).toBe(box());
});

test('Shift+Enter and the Enter that ends a composition do not send', () => {
  type('かんじ');
  fireEvent.keyDown(box(), { key: 'Enter', shiftKey: true });
  fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
  fireEvent.keyDown(box(), { key: 'Enter', keyCode: 229 });
  expect(sentText()).toBeUndefined();
});

test('white space cannot be sent', () => {
  type(' \n\t ');
  expect(sendButton().disabled).toBe(true);
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(sentText()).toBeUndefined();
});

test('a text over the limit is refused with its size and the limit', () => {
  type('x'.repeat(MAX_TEXT_LENGTH + 1));
  expect(screen.getByRole('alert').textContent).toBe(
    'This message has 1,000,001 characters; the limit is 1,000,000. Shorten it, then send it.',
  );
  expect(sendButton().disabled).toBe(true);
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(sentText()).toBeUndefined();
});

test('while a reply streams there is Stop in place of Send, and the box takes text', async () => {
  await act(() => stream(null));
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  type('And then?');
  expect(box().value).toBe('And then?');
  await act(() => stream({ type: 'aborted' }));
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
  expect(sendButton().disabled).toBe(false);
});

test('Up in an empty box edits the last question, and Cancel gives the box back', async () => {
  await act(() => stream({ type: 'aborted' }));
  fireEvent.keyDown(box(), { key: 'ArrowUp' });
  await act(() => {});
  expect(box().value).toBe('What is a cache?');
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  await act(() => {});
  expect(box().value).toBe('');
});

function stream(outcome: Reply['outcome']): void {
  const conversationId = z.parse(conversationIdSchema, 'c');
  const promptId = z.parse(messageIdSchema, 'p');
  const replyId = z.parse(messageIdSchema, 'r');
  chat.conversation.setState({
    conversationId,
    connection: 'open',
    conversation: { id: conversationId, title: '', createdAt: 1, updatedAt: 1, leafId: replyId },
    messages: [
      {
        id: promptId,
        conversationId,
        createdAt: 1,
        role: 'user',
        parentId: null,
        parts: [{ type: 'text', text: 'What is a cache?' }],
      },
      {
        id: replyId,
        conversationId,
        createdAt: 2,
        role: 'assistant',
        parentId: promptId,
        providerId: 'duckduckgo',
        modelId: 'm',
        modelName: 'M',
        continues: null,
        wait: null,
        outcome,
        parts: [],
      },
    ],
  });
}
