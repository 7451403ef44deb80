import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Conversation } from '@/lib/chat/conversation';
import { request } from '@/lib/messaging/request-client';
import type { ConversationStore } from './conversation-store';

/** All conversations, newest first. */
export type ConversationListState =
  | { readonly type: 'loading' }
  | { readonly type: 'ready'; readonly conversations: readonly Conversation[] }
  | { readonly type: 'failed' };

export type ConversationListStore = StoreApi<ConversationListState>;

export function createConversationListStore(): ConversationListStore {
  return createStore<ConversationListState>(() => ({ type: 'loading' }));
}

/** Reads the list now and after each change that the chat port tells of, until `signal` aborts. */
export function followConversationList(
  list: ConversationListStore,
  conversation: ConversationStore,
  signal: AbortSignal,
): void {
  let reads = 0;

  async function read(): Promise<void> {
    reads += 1;
    const turn = reads;
    const state = await readList();
    if (turn === reads && !signal.aborted) list.setState(state, true);
  }

  const stop = conversation.subscribe((state, before) => {
    const isBack = state.connection === 'open' && before.connection === 'lost';
    if (state.listChanges !== before.listChanges || isBack) void read();
  });
  signal.addEventListener('abort', stop, { once: true });
  void read();
}

async function readList(): Promise<ConversationListState> {
  try {
    return { type: 'ready', conversations: await request('list-conversations', {}) };
  } catch {
    return { type: 'failed' };
  }
}
