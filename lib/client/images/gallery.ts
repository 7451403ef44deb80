import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BlobId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import { request } from '@/lib/messaging/request-client';
import { showTry, type Chat } from '../chat/chat';
import { fillComposer } from '../chat/composer-store';
import { seekMessage, showConversation } from '../chat/conversation-store';
import { deleteImage, restoreImage } from './images';
import { chooseModel } from '../providers/providers-store';

/** The images that models made, as far as they were asked for, newest first. */
export interface GalleryState {
  readonly query: string;
  /** How often was searched: what an earlier search still brings is not shown. */
  readonly searches: number;
  readonly images: readonly GeneratedImage[];
  readonly progress: 'loading' | 'more' | 'all' | 'failed';
  /** What was deleted last, as long as that can be taken back. */
  readonly deleted: GeneratedImage | null;
}

export type GalleryStore = StoreApi<GalleryState>;

export function createGalleryStore(): GalleryStore {
  return createStore<GalleryState>(() => ({
    query: '',
    searches: 0,
    images: [],
    progress: 'more',
    deleted: null,
  }));
}

/** Lists the images whose prompt has every word of `query`. */
export async function searchGallery(store: GalleryStore, query: string): Promise<void> {
  store.setState(({ searches }) => ({
    query,
    searches: searches + 1,
    images: [],
    progress: 'more',
  }));
  await loadMore(store);
}

/** Reads the next page, if there is one. */
export async function loadMore(store: GalleryStore): Promise<void> {
  const { query, searches, images, progress } = store.getState();
  if (progress === 'loading' || progress === 'all') return;
  store.setState({ progress: 'loading' });
  const last = images.at(-1);
  const after = last ? { createdAt: last.createdAt, id: last.id } : null;
  try {
    const page = await request('list-images', { after, query });
    if (store.getState().searches !== searches) return;
    store.setState((state) => ({
      images: [...state.images, ...page.images],
      progress: page.isLast ? 'all' : 'more',
    }));
  } catch {
    if (store.getState().searches === searches) store.setState({ progress: 'failed' });
  }
}

/** Deletes an image; `undoDelete` takes that back as long as the gallery is open. */
export async function deleteFromGallery(store: GalleryStore, image: GeneratedImage): Promise<void> {
  await deleteImage(image.id);
  store.setState(({ images }) => ({ images: without(images, image.id), deleted: image }));
}

export async function undoDelete(store: GalleryStore): Promise<void> {
  const { deleted } = store.getState();
  if (deleted === null) return;
  await restoreImage(deleted.id);
  store.setState(({ images }) => ({ images: withImage(images, deleted), deleted: null }));
}

/** Puts the prompt of an image into the box, and chooses its model where that is still to be had. */
export function reusePrompt(chat: Chat, { prompt, providerId, modelId }: GeneratedImage): void {
  fillComposer(chat.composer, prompt);
  const provider = chat.providers.getState().providers?.find(({ id }) => id === providerId);
  const isThere = provider?.isOn && provider.models.some(({ id }) => id === modelId);
  if (isThere) void chooseModel(chat.providers, { providerId, modelId });
}

/** Brings the user to the reply that an image was made in, on a branch that shows it. */
export function showInChat(chat: Chat, { conversationId, replyId }: GeneratedImage): void {
  showConversation(chat.conversation, conversationId);
  showTry(chat, replyId);
  seekMessage(chat.conversation, replyId);
}

function without(images: readonly GeneratedImage[], id: BlobId): GeneratedImage[] {
  return images.filter((image) => image.id !== id);
}

/** Back in its place among the others. */
function withImage(images: readonly GeneratedImage[], image: GeneratedImage): GeneratedImage[] {
  const others = without(images, image.id);
  const at = others.findIndex(({ createdAt }) => createdAt < image.createdAt);
  return at < 0 ? [...others, image] : others.toSpliced(at, 0, image);
}
