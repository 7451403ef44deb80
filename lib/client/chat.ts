import { ChatError, toErrorData } from '@/lib/chat/errors';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import { request } from '@/lib/messaging/request-client';
import {
  canSend,
  createComposerStore,
  focusComposer,
  type ComposerStore,
  type Sending,
} from './composer-store';
import {
  createConversationStore,
  showConversation,
  streamingReply,
  type ConversationState,
  type ConversationStore,
} from './conversation-store';
import { followCurrentConversation } from './current-conversation';
import { createDrafts, type Drafts } from './drafts';
import { followDrafts, draftKeyOf } from './follow-drafts';
import {
  createProvidersStore,
  followProviders,
  knownModel,
  type ProvidersStore,
} from './providers-store';

/** What one panel knows; its functions are what a user can do in it. */
export interface Chat {
  readonly conversation: ConversationStore;
  readonly providers: ProvidersStore;
  readonly composer: ComposerStore;
  readonly drafts: Drafts;
}

/** How long a prompt waits for the background to say what its conversation holds. */
const OPEN_TIMEOUT_MS = 10_000;

/** Opens the conversation shown last. Returns at once: the stores fill as answers arrive. */
export function startChat(signal: AbortSignal): Chat {
  const chat: Chat = {
    conversation: createConversationStore(),
    providers: createProvidersStore(),
    composer: createComposerStore(),
    drafts: createDrafts(signal),
  };
  followDrafts(chat, signal);
  followCurrentConversation(chat.conversation, signal);
  followProviders(chat.providers, signal);
  return chat;
}

/**
 * Sends what is in the box: after the shown reply, or beside the prompt that is being edited. The
 * box is empty at once; its draft is kept until the background has stored the prompt.
 */
export function sendMessage(chat: Chat): void {
  const state = chat.composer.getState();
  if (!canSend(state) || streamingReply(chat.conversation.getState()) !== null) return;
  const { text, unsent } = state;
  const sending =
    unsent?.text === text
      ? unsent
      : { text, promptId: newId<MessageId>(), replyId: newId<MessageId>() };
  void attempt(chat, () => deliver(chat, sending), {
    retry: () => sendMessage(chat),
  });
}

async function deliver(chat: Chat, sending: Sending): Promise<void> {
  const { composer, conversation, drafts } = chat;
  const { editing } = composer.getState();
  const { conversationId: sentFrom } = conversation.getState();
  const isStillThere = () =>
    sentFrom === null || conversation.getState().conversationId === sentFrom;

  composer.setState({ text: editing?.textBefore ?? '', editing: null, sending, unsent: null });
  try {
    const [model, opened] = await Promise.all([knownModel(chat.providers), whenOpen(conversation)]);
    const { text, promptId, replyId } = sending;
    const parentId = editing === null ? lastReplyId(opened) : editing.prompt.parentId;
    const { conversationId } = opened;
    await request('send-prompt', { ...model, conversationId, parentId, promptId, replyId, text });
    composer.setState({ sending: null });
    if (editing === null) drafts.keep(draftKeyOf(opened), '');
    if (isStillThere()) {
      drafts.keep(draftKeyOf(conversation.getState()), composer.getState().text);
    }
  } catch (error) {
    composer.setState({ sending: null });
    const isStored = conversation.getState().messages.some(({ id }) => id === sending.promptId);
    if (isStored) return; // only the answer was lost: the thread shows the prompt
    if (isStillThere()) {
      const typed = composer.getState().text;
      const text = typed === '' || editing !== null ? sending.text : `${sending.text}\n\n${typed}`;
      composer.setState({ text, editing, unsent: sending });
    }
    throw error;
  }
}

/** Answers the prompt of `reply` once more, from the start, with the model that is chosen now. */
export function regenerateReply(chat: Chat, reply: Reply): void {
  answerAgain(chat, reply, null);
}

/** Asks for the rest of `reply`. */
export function continueReply(chat: Chat, reply: Reply): void {
  answerAgain(chat, reply, reply.id);
}

function answerAgain(chat: Chat, reply: Reply, continues: MessageId | null): void {
  const { conversationId, parentId: promptId } = reply;
  const replyId = newId<MessageId>();
  void attempt(chat, async () => {
    const model = await knownModel(chat.providers);
    await request('regenerate-reply', { ...model, conversationId, promptId, replyId, continues });
  });
}

/** Ends the reply that streams, if one does; its text stays. */
export function stopReply(chat: Chat): void {
  const reply = streamingReply(chat.conversation.getState());
  if (reply === null) return;
  const { conversationId, id: replyId } = reply;
  void attempt(chat, () => request('abort-reply', { conversationId, replyId }));
  focusComposer(chat.composer);
}

/** Shows the branch that goes through another try of a turn. */
export function showTry(chat: Chat, messageId: MessageId): void {
  const { conversationId } = chat.conversation.getState();
  if (conversationId === null) return;
  void attempt(chat, () => request('show-branch', { conversationId, messageId }));
}

/** Turns to a conversation without a prompt: this one, if it still is. */
export function startConversation(chat: Chat): void {
  const { conversation, conversationId } = chat.conversation.getState();
  const isNew = conversationId !== null && conversation === null;
  if (!isNew) showConversation(chat.conversation, newId());
  focusComposer(chat.composer);
}

export function openConversation(chat: Chat, id: ConversationId): void {
  showConversation(chat.conversation, id);
  focusComposer(chat.composer);
}

export function renameConversation(chat: Chat, id: ConversationId, title: string): void {
  if (title.trim() === '') return;
  void attempt(chat, () => request('rename-conversation', { conversationId: id, title }));
}

export function deleteConversation(chat: Chat, id: ConversationId): void {
  void attempt(chat, () => request('delete-conversation', { conversationId: id }));
}

/** Takes back a deletion. */
export function restoreConversation(chat: Chat, id: ConversationId): Promise<void> {
  return attempt(chat, () => request('restore-conversation', { conversationId: id }));
}

/** What cannot be done is said above the box, with a button that tries again. */
async function attempt(
  chat: Chat,
  action: () => Promise<unknown>,
  { retry = () => void attempt(chat, action) }: { retry?: () => void } = {},
): Promise<void> {
  chat.composer.setState({ failure: null });
  try {
    await action();
  } catch (error) {
    chat.composer.setState({ failure: { error: toErrorData(error), retry } });
  }
}

type OpenConversation = ConversationState & { readonly conversationId: ConversationId };

/** The conversation as soon as it is known what it holds: a prompt must name what it follows. */
function whenOpen(store: ConversationStore): Promise<OpenConversation> {
  return new Promise((resolve, reject) => {
    const stop = store.subscribe(check);
    const timer = setTimeout(() => {
      stop();
      reject(new ChatError('internal', 'The background did not open the conversation'));
    }, OPEN_TIMEOUT_MS);
    check(store.getState());

    function check(state: ConversationState): void {
      const { conversationId, connection } = state;
      if (conversationId === null || connection !== 'open') return;
      stop();
      clearTimeout(timer);
      resolve({ ...state, conversationId });
    }
  });
}

function lastReplyId({ conversation, messages }: ConversationState): MessageId | null {
  const leaf = messages.find(({ id }) => id === conversation?.leafId);
  return leaf?.role === 'user' ? leaf.parentId : (leaf?.id ?? null);
}
