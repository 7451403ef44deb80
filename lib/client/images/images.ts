import { createStore, type StoreApi } from 'zustand/vanilla';
import { decodeBase64 } from '@/lib/chat/base64';
import type { BlobId } from '@/lib/chat/ids';
import { request } from '@/lib/messaging/request-client';

/** An image that the background keeps, as this page has it. */
export type ImageState =
  | { readonly type: 'loading' }
  /** `url` is a `blob:` address of this page. */
  | { readonly type: 'ready'; readonly blob: Blob; readonly url: string }
  | { readonly type: 'deleted' }
  | { readonly type: 'failed' };

export type ImageStore = StoreApi<ImageState>;

interface Entry {
  readonly store: ImageStore;
  holders: number;
  isReading: boolean;
}

const LOADING: ImageState = { type: 'loading' };

/** Rows of a thread come and go while it is scrolled. */
const LINGER_MS = 5000;

/** What is shown in this page, or was a moment ago, and nothing else: images are large. */
const entries = new Map<BlobId, Entry>();

/** The state of an image; it is read, and kept, while someone holds it. */
export function imageStore(id: BlobId): ImageStore {
  return entryOf(id).store;
}

/** Reads an image and keeps it until the function that is returned is called. */
export function holdImage(id: BlobId): () => void {
  const entry = entryOf(id);
  const { type } = entry.store.getState();
  entry.holders += 1;
  if ((type === 'loading' || type === 'failed') && !entry.isReading) void read(id, entry);
  return () => {
    entry.holders -= 1;
    setTimeout(() => drop(id, entry), LINGER_MS);
  };
}

/** Deletes an image, wherever it is shown; `restoreImage` takes that back. */
export async function deleteImage(id: BlobId): Promise<void> {
  await request('delete-image', { imageId: id });
  const entry = entries.get(id);
  if (entry) show(entry, { type: 'deleted' });
}

export async function restoreImage(id: BlobId): Promise<void> {
  await request('restore-image', { imageId: id });
  const entry = entries.get(id);
  if (entry) await read(id, entry);
}

function entryOf(id: BlobId): Entry {
  const entry = entries.get(id) ?? {
    store: createStore(() => LOADING),
    holders: 0,
    isReading: false,
  };
  entries.set(id, entry);
  return entry;
}

async function read(id: BlobId, entry: Entry): Promise<void> {
  entry.isReading = true;
  const state = await readState(id);
  entry.isReading = false;
  if (entries.get(id) === entry) show(entry, state);
  else forget(state);
}

async function readState(id: BlobId): Promise<ImageState> {
  try {
    const image = await request('read-image', { imageId: id });
    if (image === null) return { type: 'deleted' };
    const blob = new Blob([decodeBase64(image.base64)], { type: image.mediaType });
    return { type: 'ready', blob, url: URL.createObjectURL(blob) };
  } catch {
    return { type: 'failed' };
  }
}

function show({ store }: Entry, state: ImageState): void {
  forget(store.getState());
  store.setState(state, true);
}

function drop(id: BlobId, entry: Entry): void {
  if (entry.holders > 0 || entries.get(id) !== entry) return;
  entries.delete(id);
  forget(entry.store.getState());
}

function forget(state: ImageState): void {
  if (state.type === 'ready') URL.revokeObjectURL(state.url);
}
