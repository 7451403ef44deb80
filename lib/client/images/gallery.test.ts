// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import {
  createGalleryStore,
  deleteFromGallery,
  loadMore,
  reusePrompt,
  searchGallery,
  showInChat,
  undoDelete,
} from './gallery';
import { deleteImage, holdImage, imageStore, restoreImage } from './images';
import { playBackground, providerInfo, silentChat } from '../testing';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:one');
  vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function image(createdAt: number): GeneratedImage {
  return {
    id: newId<BlobId>(),
    prompt: `Image ${createdAt}`,
    providerId: 'duckduckgo',
    providerName: 'DuckDuckGo',
    modelId: 'm',
    modelName: 'M',
    createdAt,
    mediaType: 'image/png',
    width: 1,
    height: 1,
    conversationId: newId<ConversationId>(),
    replyId: newId<MessageId>(),
  };
}

const [first, second, third] = [image(3), image(2), image(1)] as const;

test('pages follow each other until the last, and a deleted image goes back to its place', async () => {
  const made = playBackground({
    'list-images': ({ after }) =>
      after === null
        ? { images: [first, second], isLast: false }
        : { images: [third], isLast: true },
  });
  const store = createGalleryStore();
  await searchGallery(store, '');
  await loadMore(store);
  await loadMore(store);
  expect(store.getState().images).toEqual([first, second, third]);
  expect(made.map(({ input }) => input)).toEqual([
    { after: null, query: '' },
    { after: { createdAt: second.createdAt, id: second.id }, query: '' },
  ]);
  await deleteFromGallery(store, second);
  expect(store.getState().images).toEqual([first, third]);
  await undoDelete(store);
  expect(store.getState()).toMatchObject({ images: [first, second, third], deleted: null });
});

test('what an earlier search still brings is not shown', async () => {
  playBackground({
    'list-images': ({ query }) => ({ images: query === 'fox' ? [second] : [first], isLast: true }),
  });
  const store = createGalleryStore();
  await Promise.all([searchGallery(store, ''), searchGallery(store, 'fox')]);
  expect(store.getState().images).toEqual([second]);
});

test('an unreadable list is said, and asked for again', async () => {
  let isBroken = true;
  playBackground({
    'list-images': () => {
      if (isBroken) throw new Error('The database is damaged');
      return { images: [first], isLast: true };
    },
  });
  const store = createGalleryStore();
  await searchGallery(store, '');
  expect(store.getState().progress).toBe('failed');
  isBroken = false;
  await loadMore(store);
  expect(store.getState()).toMatchObject({ progress: 'all', images: [first] });
});

test('a prompt is used again with its model, where that is still there', async () => {
  vi.useRealTimers();
  const chat = silentChat();
  chat.providers.setState({ providers: [providerInfo()] });
  reusePrompt(chat, first);
  expect(chat.composer.getState().text).toBe('Image 3');
  const chosen = { providerId: 'duckduckgo', modelId: 'm' };
  await expect.poll(() => chat.providers.getState().settings?.model).toEqual(chosen);
  reusePrompt(chat, { ...second, modelId: 'gone' });
  expect(chat.composer.getState().text).toBe('Image 2');
  expect(chat.providers.getState().settings?.model).toEqual(chosen);
});

test('an image is shown in its chat: the conversation, the branch and the reply', () => {
  const chat = silentChat();
  const made = playBackground({});
  showInChat(chat, first);
  const { conversationId, replyId } = first;
  expect(made).toEqual([{ name: 'show-branch', input: { conversationId, messageId: replyId } }]);
  expect(chat.conversation.getState()).toMatchObject({ conversationId, sought: replyId });
});

test('an image is read once for all who show it, and let go when nobody does', async () => {
  const made = playBackground({
    'read-image': () => ({ mediaType: 'image/png', base64: btoa('x') }),
  });
  const { id } = image(9);
  const release = [holdImage(id), holdImage(id)];
  await expect.poll(() => imageStore(id).getState().type).toBe('ready');
  expect(made).toHaveLength(1);
  release[0]?.();
  vi.advanceTimersByTime(60_000);
  expect(URL.revokeObjectURL).not.toHaveBeenCalled();
  release[1]?.();
  const again = holdImage(id); // a row that was scrolled away and back
  vi.advanceTimersByTime(60_000);
  expect(URL.revokeObjectURL).not.toHaveBeenCalled();
  again();
  vi.advanceTimersByTime(60_000);
  expect(URL.revokeObjectURL).toHaveBeenCalledExactlyOnceWith('blob:one');
  expect(imageStore(id).getState().type).toBe('loading');
});

test('an image that is deleted or restored says so wherever it is shown', async () => {
  playBackground({ 'read-image': () => ({ mediaType: 'image/png', base64: btoa('x') }) });
  const { id } = image(8);
  const release = holdImage(id);
  await expect.poll(() => imageStore(id).getState().type).toBe('ready');
  await deleteImage(id);
  expect(imageStore(id).getState()).toEqual({ type: 'deleted' });
  await restoreImage(id);
  expect(imageStore(id).getState().type).toBe('ready');
  release();
});
