import { createStore, type StoreApi } from 'zustand/vanilla';
import { branchTo, isStreaming, type Conversation } from '@/lib/chat/conversation';
import { applyEvents } from '@/lib/chat/events';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Reply } from '@/lib/chat/message';
import type { ServerFrame } from '@/lib/messaging/chat-port';

/** What a UI knows of the one conversation it shows. */
export interface ConversationState {
  /** `null` until the UI knows which conversation it showed last. */
  readonly conversationId: ConversationId | null;
  /** `null` before the first prompt. */
  readonly conversation: Conversation | null;
  /** The tree, in no order. A message that did not change keeps its identity. */
  readonly messages: readonly Message[];
  /** Whether `messages` are all there are: of a long conversation the shown end comes first. */
  readonly isWhole: boolean;
  /** `connecting` until the first snapshot; `lost` while the background is away: the text stays. */
  readonly connection: 'connecting' | 'open' | 'lost';
  /** The message that the user asked for by name, until they turn to something else. */
  readonly sought: MessageId | null;
  /** How often the list of all conversations has changed: lists read themselves anew. */
  readonly listChanges: number;
}

export type ConversationStore = StoreApi<ConversationState>;

const EMPTY: ConversationState = {
  conversationId: null,
  conversation: null,
  messages: [],
  isWhole: false,
  connection: 'connecting',
  sought: null,
  listChanges: 0,
};

export function createConversationStore(): ConversationStore {
  return createStore<ConversationState>(() => EMPTY);
}

/** Turns to conversation `id`, of which nothing is known yet. */
export function showConversation(store: ConversationStore, id: ConversationId): void {
  const { conversationId, listChanges } = store.getState();
  if (conversationId !== id) store.setState({ ...EMPTY, conversationId: id, listChanges });
}

/** Brings the reader to a message as soon as it is in the thread; `null` takes that back. */
export function seekMessage(store: ConversationStore, sought: MessageId | null): void {
  store.setState({ sought });
}

/** The state after one frame from the background. */
export function reduceFrame(state: ConversationState, frame: ServerFrame): ConversationState {
  switch (frame.type) {
    case 'snapshot':
      return {
        ...state,
        connection: 'open',
        conversation: frame.conversation,
        messages: frame.isWhole
          ? keepUnchanged(state.messages, frame.messages)
          : merge(state.messages, frame.messages),
        isWhole: frame.isWhole,
      };
    case 'earlier-messages':
      return {
        ...state,
        messages: merge(state.messages, frame.messages),
        isWhole: frame.isWhole,
      };
    case 'message-added':
      return state.messages.some(({ id }) => id === frame.message.id)
        ? state
        : { ...state, messages: [...state.messages, frame.message] };
    case 'events':
      return {
        ...state,
        messages: state.messages.map((message) =>
          message.id === frame.messageId && message.role === 'assistant'
            ? applyEvents(message, frame.events)
            : message,
        ),
      };
    case 'conversation-changed':
      return frame.conversation === null
        ? { ...state, conversation: null, messages: [] }
        : { ...state, conversation: frame.conversation };
    case 'conversations-changed':
      return { ...state, listChanges: state.listChanges + 1 };
  }
}

/** The messages from the root to the shown leaf, oldest first. */
export function shownBranch({
  conversation,
  messages,
}: Pick<ConversationState, 'conversation' | 'messages'>): Message[] {
  return branchTo(messages, conversation?.leafId ?? null);
}

/** The reply that Stop would stop, if the shown branch ends in one that streams. */
export function streamingReply(state: ConversationState): Reply | null {
  const leafId = state.conversation?.leafId;
  const leaf = state.messages.find(({ id }) => id === leafId);
  return leaf?.role === 'assistant' && isStreaming(leaf) ? leaf : null;
}

/** Messages are never taken back: what we had stays, in its newest form. */
function merge(before: readonly Message[], news: readonly Message[]): Message[] {
  const newest = new Map(before.map((message) => [message.id, message]));
  for (const message of keepUnchanged(before, news)) newest.set(message.id, message);
  return [...newest.values()];
}

/** After a reconnection most messages are what they were: those keep their identity. */
function keepUnchanged(before: readonly Message[], after: readonly Message[]): Message[] {
  const known = new Map(before.map((message) => [message.id, message]));
  return after.map((message) => {
    const old = known.get(message.id);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(message) ? old : message;
  });
}
