// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Conversation } from '@/lib/chat/conversation';
import { newId } from '@/lib/chat/ids';
import { readSettings } from '@/lib/settings/settings';
import { followFirstPrompt, skipSetup } from './setup-state';
import { silentChat } from '../testing';

beforeEach(() => fakeBrowser.reset());

const conversation: Conversation = {
  id: newId(),
  title: 'A question',
  createdAt: 0,
  updatedAt: 0,
  leafId: newId(),
};

test('a profile is set up with its first question, whichever is known first', async () => {
  const chat = silentChat();
  followFirstPrompt(chat, new AbortController().signal);
  chat.conversation.setState({ conversation });
  expect((await readSettings()).isSetUp).toBe(false);
  chat.providers.setState({ settings: await readSettings() });
  await expect.poll(async () => (await readSettings()).isSetUp).toBe(true);
});

test('a panel without a question leaves it open', async () => {
  const chat = silentChat();
  followFirstPrompt(chat, new AbortController().signal);
  chat.providers.setState({ settings: await readSettings() });
  expect((await readSettings()).isSetUp).toBe(false);
});

test('skipping is remembered, and the box takes the focus', async () => {
  const chat = silentChat();
  const { focusRequests } = chat.composer.getState();
  skipSetup(chat);
  expect(chat.composer.getState().focusRequests).toBe(focusRequests + 1);
  await expect.poll(async () => (await readSettings()).isSetUp).toBe(true);
});
