// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { filesOf } from './attach';
import { attachFiles, removeImage } from './attachments';
import type { Chat } from '../chat/chat';
import { canSend, cancelEdit, createComposerStore, editPrompt } from '../chat/composer-store';
import { createConversationStore, showConversation } from '../chat/conversation-store';
import { createDrafts, EMPTY_DRAFT } from '../chat/drafts';
import { createProvidersStore } from '../providers/providers-store';
import { playBackground, providerInfo } from '../testing';

let life = new AbortController();

beforeEach(() => {
  fakeBrowser.reset();
  life = new AbortController();
  const bitmap = { width: 4000, height: 2000, close: () => {} };
  vi.stubGlobal('createImageBitmap', async (file: Blob) => {
    if (file.size === 0) throw new Error('The source image could not be decoded');
    return bitmap;
  });
  vi.stubGlobal('OffscreenCanvas', FakeCanvas);
});
afterEach(() => {
  life.abort();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** Tells its size in place of a picture: happy-dom draws none. */
class FakeCanvas {
  readonly width: number;
  readonly height: number;
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
  }
  getContext() {
    return { drawImage: () => {} };
  }
  async convertToBlob({ type }: { type: string }) {
    return new Blob([`${this.width}x${this.height}`], { type });
  }
}

function openChat({ takesImages }: { takesImages: boolean }): Chat {
  const models = [{ id: 'm', name: 'M', output: 'text' as const, takesImages }];
  const chat = {
    conversation: createConversationStore(),
    providers: createProvidersStore(),
    composer: createComposerStore(),
    drafts: createDrafts(life.signal),
  };
  showConversation(chat.conversation, newId<ConversationId>());
  chat.providers.setState({ providers: [providerInfo({ models })] });
  return chat;
}

const file = (name: string, type = 'image/png', content = 'a picture') =>
  new File([content], name, { type });
const names = ({ composer }: Chat) => composer.getState().images.map(({ name }) => name);
const problem = ({ composer }: Chat) => composer.getState().imageProblem;

test('images stand beside the prompt in their order, made small, and can be taken away', async () => {
  const made = playBackground({});
  const chat = openChat({ takesImages: true });
  await attachFiles(chat, [file('a.png'), file('b.jpg', 'image/jpeg')]);
  expect(names(chat)).toEqual(['a.png', 'b.jpg']);
  const [first] = chat.composer.getState().images;
  expect(made[0]).toEqual({
    name: 'attach-image',
    input: { imageId: first?.id, name: 'a.png', base64: btoa('2048x1024') },
  });
  if (first) removeImage(chat, first.id);
  expect(names(chat)).toEqual(['b.jpg']);
  expect(made.at(-1)).toEqual({ name: 'detach-image', input: { imageId: first?.id } });
});

test.each([
  [file('a.heic', 'image/heic'), 'type'],
  [file('a.svg', 'image/svg+xml'), 'type'],
  [file('a.pdf', 'application/pdf'), 'type'],
  [file('broken.png', 'image/png', ''), 'unreadable'],
])('what cannot be attached is said, and what comes after it is', async (refused, kind) => {
  playBackground({});
  const chat = openChat({ takesImages: true });
  await attachFiles(chat, [refused]);
  expect(problem(chat)).toEqual({ kind, name: refused.name });
  await attachFiles(chat, [file('b.png')]);
  expect(problem(chat)).toBeNull();
  expect(names(chat)).toEqual(['b.png']);
});

test('a full disk is said', async () => {
  playBackground({
    'attach-image': () => {
      throw new Error('QuotaExceededError');
    },
  });
  const chat = openChat({ takesImages: true });
  await attachFiles(chat, [file('a.png')]);
  expect(problem(chat)).toEqual({ kind: 'not-stored', name: 'a.png' });
  expect(names(chat)).toEqual([]);
});

test('a message takes ten images', async () => {
  playBackground({});
  const chat = openChat({ takesImages: true });
  await attachFiles(
    chat,
    Array.from({ length: 12 }, (_, index) => file(`${index}.png`)),
  );
  expect(names(chat)).toHaveLength(10);
  expect(problem(chat)).toEqual({ kind: 'too-many', name: '10.png' });
});

test('a model that sees no images is not given any', async () => {
  const made = playBackground({});
  const chat = openChat({ takesImages: false });
  await attachFiles(chat, [file('a.png')]);
  expect(problem(chat)).toEqual({ kind: 'not-taken', name: 'a.png' });
  expect(made).toEqual([]);
});

test('nothing is sent while an image is prepared, and none lands in another conversation', async () => {
  playBackground({});
  const chat = openChat({ takesImages: true });
  chat.composer.setState({ text: 'What is this?' });
  const attaching = attachFiles(chat, [file('a.png')]);
  expect(canSend(chat.composer.getState())).toBe(false);
  showConversation(chat.conversation, newId<ConversationId>());
  await attaching;
  expect(canSend(chat.composer.getState())).toBe(true);
  expect(names(chat)).toEqual([]);
});

test('a prompt that is edited brings its images, and Cancel brings back those before', () => {
  const chat = openChat({ takesImages: true });
  const before = [{ id: newId<BlobId>(), name: 'mine.png' }];
  const own = newId<BlobId>();
  chat.composer.setState({ text: 'half a thought', images: before });
  editPrompt(chat.composer, {
    id: newId<MessageId>(),
    conversationId: newId<ConversationId>(),
    createdAt: 1,
    role: 'user',
    parentId: null,
    parts: [
      { type: 'text', text: 'What is this?' },
      { type: 'image', blobId: own, alt: 'fox.png' },
    ],
  });
  expect(chat.composer.getState().images).toEqual([{ id: own, name: 'fox.png' }]);
  cancelEdit(chat.composer);
  expect(chat.composer.getState()).toMatchObject({ text: 'half a thought', images: before });
});

test('a draft keeps its images; one of an older version is read as its text', async () => {
  const drafts = createDrafts(life.signal);
  const draft = { ...EMPTY_DRAFT, images: [{ id: newId<BlobId>(), name: 'a.png' }] };
  drafts.keep('new', draft);
  drafts.flush();
  await expect.poll(() => createDrafts(life.signal).read('new')).toEqual(draft);
  await browser.storage.local.set({ 'draft:new': 'only text' });
  expect(await createDrafts(life.signal).read('new')).toEqual({
    text: 'only text',
    images: [],
    context: [],
  });
});

test('a picture that comes with text is the text’s', () => {
  const image = file('a.png');
  const data = (types: string[]) =>
    ({ types, files: [image] }) as unknown as Parameters<typeof filesOf>[0];
  expect(filesOf(data(['Files', 'text/html']))).toEqual([image]);
  expect(filesOf(data(['Files', 'text/plain', 'text/html']))).toEqual([]);
  expect(filesOf(null)).toEqual([]);
});
