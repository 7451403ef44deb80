import { browser } from 'wxt/browser';
import { conversationIdSchema, newId, type ConversationId } from '@/lib/chat/ids';
import { watchConversation } from './chat-client';
import {
  showConversation,
  type ConversationState,
  type ConversationStore,
} from './conversation-store';

const STORAGE_KEY = 'currentConversation';

/**
 * Keeps `store` the mirror of the conversation that it is turned to, and remembers which one that
 * is. Begins with the one shown last, so that reopening the browser changes nothing.
 */
export function followCurrentConversation(store: ConversationStore, signal: AbortSignal): void {
  let watched: ConversationId | null = null;
  let watching = new AbortController();

  function follow(state: ConversationState, before: ConversationState): void {
    const { conversationId: id } = state;
    if (id === null) return;
    if (id === watched) {
      const wasDeleted = before.conversation !== null && state.conversation === null;
      if (wasDeleted) showConversation(store, newId());
      return;
    }
    watching.abort();
    watching = new AbortController();
    watched = id;
    watchConversation(id, store, AbortSignal.any([signal, watching.signal]));
    void browser.storage.local.set({ [STORAGE_KEY]: id }).catch(() => {}); // full disk: shown, not remembered
  }

  signal.addEventListener('abort', store.subscribe(follow), { once: true });
  void readLastShown().then((id) => {
    if (store.getState().conversationId === null) showConversation(store, id ?? newId());
  });
}

async function readLastShown(): Promise<ConversationId | null> {
  try {
    const stored = await browser.storage.local.get(STORAGE_KEY);
    return conversationIdSchema.safeParse(stored[STORAGE_KEY]).data ?? null;
  } catch {
    return null; // unreadable storage: a new conversation is better than none
  }
}
