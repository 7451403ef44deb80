// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import { conversationIdSchema, messageIdSchema, newId, type BlobId } from '@/lib/chat/ids';
import type { Prompt, Reply } from '@/lib/chat/message';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import {
  continueReply,
  regenerateReply,
  sendMessage,
  startChat,
  startConversation,
  stopReply,
  type Chat,
} from './chat';
import { editPrompt, fillComposer } from './composer-store';
import { chooseModel } from '../providers/providers-store';
import { fakePort, type FakePort, playBackground, providerInfo, stubPermissions } from '../testing';

const provider = providerInfo({ models: [{ id: 'm', name: 'M', output: 'text' }] });
const conversationId = z.parse(conversationIdSchema, 'c');
const prompt: Prompt = {
  id: z.parse(messageIdSchema, 'p'),
  conversationId,
  createdAt: 1,
  role: 'user',
  parentId: null,
  parts: [{ type: 'text', text: 'What is a cache?' }],
};
const reply: Reply = {
  id: z.parse(messageIdSchema, 'r'),
  conversationId,
  createdAt: 2,
  role: 'assistant',
  parentId: prompt.id,
  providerId: 'duckduckgo',
  modelId: 'm',
  modelName: 'M',
  continues: null,
  wait: null,
  outcome: { type: 'complete', finishReason: 'stop' },
  parts: [{ type: 'text', text: 'A copy.' }],
};
const started: ServerFrame = {
  type: 'snapshot',
  conversation: {
    id: conversationId,
    title: 'Caches',
    createdAt: 1,
    updatedAt: 1,
    leafId: reply.id,
  },
  messages: [prompt, reply],
  isWhole: true,
};
const unstarted: ServerFrame = {
  type: 'snapshot',
  conversation: null,
  messages: [],
  isWhole: true,
};

let ports: FakePort[] = [];
let life = new AbortController();

beforeEach(() => {
  fakeBrowser.reset();
  history.replaceState(null, '', location.pathname); // a page in a tab names its conversation there
  stubPermissions({ isGranted: true });
  ports = [];
  life = new AbortController();
  vi.spyOn(browser.runtime, 'connect').mockImplementation(() => {
    const port = fakePort();
    ports.push(port);
    return port.end;
  });
});
afterEach(() => {
  life.abort();
  vi.restoreAllMocks();
});

/** A panel that was last turned to conversation `c`. */
async function openChat(): Promise<Chat> {
  await browser.storage.local.set({ currentConversation: 'c' });
  const chat = startChat(life.signal);
  await expect.poll(() => ports).toHaveLength(1);
  return chat;
}

test('a panel opens the conversation it showed last, and remembers the next one', async () => {
  playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  expect(ports[0]?.sent).toEqual([{ type: 'subscribe', conversationId: 'c' }]);
  ports[0]?.deliver(started);
  startConversation(chat);
  const { conversationId: id } = chat.conversation.getState();
  expect(id).not.toBe('c');
  await expect
    .poll(() => browser.storage.local.get('currentConversation'))
    .toEqual({
      currentConversation: id,
    });
});

test('a prompt sent before anything is known waits and follows the last reply', async () => {
  const made = playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  fillComposer(chat.composer, 'And in short?');
  sendMessage(chat);
  expect(chat.composer.getState().text).toBe('');
  ports[0]?.deliver(started);
  await expect
    .poll(() => made.find(({ name }) => name === 'send-prompt')?.input)
    .toEqual({
      conversationId: 'c',
      parentId: 'r',
      promptId: expect.any(String),
      replyId: expect.any(String),
      providerId: 'duckduckgo',
      modelId: 'm',
      text: 'And in short?',
    });
});

test('an edited question becomes another version beside the first one', async () => {
  const made = playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  ports[0]?.deliver(started);
  fillComposer(chat.composer, 'half a thought');
  editPrompt(chat.composer, prompt);
  fillComposer(chat.composer, 'What is a web cache?');
  sendMessage(chat);
  await expect
    .poll(() => made.find(({ name }) => name === 'send-prompt')?.input)
    .toMatchObject({
      parentId: null,
      text: 'What is a web cache?',
    });
  expect(chat.composer.getState()).toMatchObject({ text: 'half a thought', editing: null });
});

test('a prompt that was refused is back in the box, and sent again under the same ids', async () => {
  let refusals = 1;
  const made = playBackground({
    'list-providers': () => [provider],
    'send-prompt': () => {
      if (refusals > 0) {
        refusals -= 1;
        throw new ChatError('storage', 'The disk is full');
      }
    },
  });
  const chat = await openChat();
  ports[0]?.deliver(unstarted);
  fillComposer(chat.composer, 'What is a cache?');
  sendMessage(chat);
  await expect
    .poll(() => chat.composer.getState())
    .toMatchObject({
      text: 'What is a cache?',
      failure: { error: { kind: 'storage' } },
    });
  chat.composer.getState().failure?.retry();
  await expect
    .poll(() => chat.composer.getState())
    .toMatchObject({ text: '', sending: null, failure: null });
  const sent = made.filter(({ name }) => name === 'send-prompt');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
});

test('nothing empty is sent, and nothing while a reply streams', async () => {
  const made = playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  ports[0]?.deliver({ ...started, messages: [prompt, { ...reply, outcome: null }] });
  fillComposer(chat.composer, ' \n ');
  sendMessage(chat);
  fillComposer(chat.composer, 'Go on');
  sendMessage(chat);
  expect(chat.composer.getState().text).toBe('Go on');
  stopReply(chat);
  await expect.poll(() => made.at(-1)?.name).toBe('abort-reply');
  expect(made.some(({ name }) => name === 'send-prompt')).toBe(false);
});

test('what was typed and not sent is there again when the panel is opened again', async () => {
  playBackground({ 'list-providers': () => [provider] });
  const first = await openChat();
  ports[0]?.deliver(started);
  await expect.poll(() => first.composer.getState().text).toBe('');
  first.composer.setState({ text: 'half a thought' });
  dispatchEvent(new Event('pagehide'));
  life.abort();

  life = new AbortController();
  const second = startChat(life.signal);
  await expect.poll(() => ports).toHaveLength(2);
  ports[1]?.deliver(started);
  await expect.poll(() => second.composer.getState().text).toBe('half a thought');
});

test('each conversation has its own draft, and new ones share one', async () => {
  playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  ports[0]?.deliver(started);
  await Promise.resolve();
  chat.composer.setState({ text: 'for the old one' });
  startConversation(chat);
  expect(chat.composer.getState().text).toBe('');
  ports[1]?.deliver(unstarted);
  chat.composer.setState({ text: 'for a new one' });
  chat.drafts.flush();
  await expect
    .poll(() => browser.storage.local.get(['draft:c', 'draft:new']))
    .toEqual({
      'draft:c': 'for the old one',
      'draft:new': 'for a new one',
    });
});

test('a stored draft is kept until the background has the prompt', async () => {
  playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  ports[0]?.deliver(unstarted);
  chat.composer.setState({ text: 'What is a cache?' });
  chat.drafts.flush();
  await expect.poll(() => chat.providers.getState().providers).not.toBeNull();

  const answers: ((response: unknown) => void)[] = [];
  vi.mocked(browser.runtime.sendMessage).mockImplementation(
    () => new Promise((resolve) => answers.push(resolve)),
  );
  sendMessage(chat);
  await expect.poll(() => answers).toHaveLength(1);
  dispatchEvent(new Event('pagehide'));
  expect(await newDraft()).toBe('What is a cache?');

  for (const answer of answers) answer({ ok: true });
  await expect.poll(() => chat.composer.getState().sending).toBeNull();
  chat.drafts.flush();
  await expect.poll(() => newDraft()).toBeUndefined();
});

test('what goes along of a page is told to the background, and stays in the box if it does not arrive', async () => {
  const made = playBackground({
    'list-providers': () => [provider],
    'send-prompt': () => {
      throw new ChatError('storage', 'Full');
    },
  });
  const chat = await openChat();
  ports[0]?.deliver(unstarted);
  const text = 'A lighthouse.';
  const page = {
    title: 'The cape',
    url: 'https://site.example/',
    text,
    length: 26,
    hiddenCharacters: 0,
  };
  const context = [{ source: 'page', page, extent: 'start' }] as const;
  chat.composer.setState({ text: 'Where?', context });
  sendMessage(chat);
  await expect.poll(() => chat.composer.getState().failure).not.toBeNull();
  const sent = made.find(({ name }) => name === 'send-prompt');
  expect(sent?.input).toMatchObject({
    text: 'Where?',
    context: [{ type: 'context', source: 'page', text, share: 0.5 }],
  });
  expect(chat.composer.getState()).toMatchObject({ text: 'Where?', context });
});

test('a question with images is not asked again of a model that would not see them', async () => {
  const seeing = { id: 'seeing', name: 'Seeing', output: 'text', takesImages: true } as const;
  const made = playBackground({
    'list-providers': () => [providerInfo({ models: [...provider.models, seeing] })],
  });
  const regenerations = () => made.filter(({ name }) => name === 'regenerate-reply');
  const chat = await openChat();
  const image = { type: 'image', blobId: newId<BlobId>(), alt: 'a.png' } as const;
  const withImage = { ...prompt, parts: [...prompt.parts, image] };
  ports[0]?.deliver({ ...started, messages: [withImage, reply] });
  for (const again of [regenerateReply, continueReply]) {
    again(chat, reply);
    await expect.poll(() => chat.composer.getState().failure?.error.kind).toBe('images-not-taken');
    chat.composer.setState({ failure: null });
  }
  expect(regenerations()).toEqual([]);

  regenerateReply(chat, reply);
  await expect.poll(() => chat.composer.getState().failure).not.toBeNull();
  await chooseModel(chat.providers, { providerId: 'duckduckgo', modelId: 'seeing' });
  chat.composer.getState().failure?.retry();
  await expect.poll(() => regenerations()).toHaveLength(1);
  expect(chat.composer.getState().failure).toBeNull();
});

test('a chat for one conversation leaves what is typed elsewhere alone', async () => {
  playBackground({ 'list-providers': () => [provider] });
  await browser.storage.local.set({ 'draft:new': 'typed in the panel' });
  const chat = startChat(life.signal, { only: conversationId });
  ports[0]?.deliver(unstarted);
  chat.composer.setState({ text: 'What is a cache?' });
  sendMessage(chat);
  await expect.poll(() => chat.composer.getState().sending).toBeNull();
  chat.drafts.flush();
  expect(await newDraft()).toBe('typed in the panel');
});

test('a conversation that was deleted elsewhere gives way to a new one', async () => {
  playBackground({ 'list-providers': () => [provider] });
  const chat = await openChat();
  ports[0]?.deliver(started);
  ports[0]?.deliver({ type: 'conversation-changed', conversation: null });
  expect(chat.conversation.getState()).toMatchObject({ conversation: null, messages: [] });
  expect(chat.conversation.getState().conversationId).not.toBe('c');
  expect(ports).toHaveLength(2);
});

async function newDraft(): Promise<unknown> {
  return (await browser.storage.local.get('draft:new'))['draft:new'];
}
