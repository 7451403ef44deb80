import { ChatError, toErrorData } from '@/lib/chat/errors';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { hasImages, textOf, type ContextPart, type Reply } from '@/lib/chat/message';
import type { ModelChoice } from '@/lib/chat/provider-info';
import { request } from '@/lib/messaging/request-client';
import {
  canSend,
  createComposerStore,
  draftIn,
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
import { promptOf } from './failover';
import { followCurrentConversation, followOneConversation } from './current-conversation';
import { followOffers } from './follow-offers';
import { createDrafts, EMPTY_DRAFT, NO_DRAFTS, type Draft, type Drafts } from './drafts';
import { followDrafts, draftKeyOf } from './follow-drafts';
import {
  createProvidersStore,
  followProviders,
  knownModel,
  seesImages,
  takesImages,
  type ProvidersStore,
} from '../providers/providers-store';
import { followFirstPrompt } from '../providers/setup-state';

/** What one panel knows; its functions are what a user can do in it. */
export interface Chat {
  readonly conversation: ConversationStore;
  readonly providers: ProvidersStore;
  readonly composer: ComposerStore;
  readonly drafts: Drafts;
}

/** How long a prompt waits for the background to say what its conversation holds. */
const OPEN_TIMEOUT_MS = 10_000;

/**
 * Opens the conversation shown last, and follows what is started for its window; a small surface
 * names the one conversation it is for. Returns at once: the stores fill as answers arrive.
 */
export function startChat(signal: AbortSignal, { only }: { only?: ConversationId } = {}): Chat {
  const chat: Chat = {
    conversation: createConversationStore(),
    providers: createProvidersStore(),
    composer: createComposerStore(),
    drafts: only === undefined ? createDrafts(signal) : NO_DRAFTS,
  };
  if (only === undefined) {
    followDrafts(chat, signal);
    followCurrentConversation(chat.conversation, signal);
    followOffers(chat, signal);
  } else {
    followOneConversation(chat.conversation, only, signal);
  }
  followProviders(chat.providers, signal);
  followFirstPrompt(chat, signal);
  return chat;
}

/**
 * Sends what is in the box: after the shown reply, or beside the prompt that is being edited. The
 * box is empty at once; its draft is kept until the background has stored the prompt.
 */
export function sendMessage(chat: Chat): void {
  const state = chat.composer.getState();
  if (!canSend(state) || streamingReply(chat.conversation.getState()) !== null) return;
  if (state.images.length > 0 && !seesImages(chat.providers.getState())) return;
  if (state.followsTab && state.editing === null) void sendWithPage(chat);
  else send(chat);
}

/** Nothing is read of the page in front before now. */
async function sendWithPage(chat: Chat): Promise<void> {
  chat.composer.setState({ isReading: true }); // nor can it be sent twice
  const isRead = await import('../pages/followed-page').then(
    ({ addFollowedPage }) => addFollowedPage(chat),
    () => true, // an update took the file away: the panel says so by itself
  );
  chat.composer.setState({ isReading: false });
  if (isRead && canSend(chat.composer.getState())) send(chat);
}

function send(chat: Chat): void {
  const { text, images, context, unsent } = chat.composer.getState();
  const sending =
    unsent?.text === text && unsent.images === images && unsent.context === context
      ? unsent
      : { text, images, context, promptId: newId<MessageId>(), replyId: newId<MessageId>() };
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

  composer.setState({
    ...(editing?.before ?? EMPTY_DRAFT),
    imageProblem: null,
    contextProblem: null,
    editing: null,
    sending,
    unsent: null,
  });
  try {
    const [model, opened, context] = await Promise.all([
      knownModel(chat.providers),
      whenOpen(conversation),
      partsOf(sending),
    ]);
    const { text, promptId, replyId } = sending;
    const parentId = editing === null ? lastReplyId(opened) : editing.prompt.parentId;
    const { conversationId } = opened;
    const ids = { conversationId, parentId, promptId, replyId };
    const imageIds = sending.images.map(({ id }) => id);
    await request('send-prompt', {
      ...model,
      ...ids,
      text,
      ...(imageIds.length > 0 && { imageIds }),
      ...(context.length > 0 && { context }),
    });
    composer.setState({ sending: null });
    if (editing === null) drafts.keep(draftKeyOf(opened), EMPTY_DRAFT);
    if (isStillThere()) {
      drafts.keep(draftKeyOf(conversation.getState()), draftIn(composer.getState()));
    }
  } catch (error) {
    composer.setState({ sending: null });
    const isStored = conversation.getState().messages.some(({ id }) => id === sending.promptId);
    if (isStored) return; // only the answer was lost: the thread shows the prompt
    if (isStillThere()) {
      const typed = editing === null ? draftIn(composer.getState()) : EMPTY_DRAFT;
      composer.setState({ ...joined(sending, typed), editing, unsent: sending });
    }
    throw error;
  }
}

/** What goes along of pages; what takes the relevant part of one is fetched with the first. */
async function partsOf({ text, context }: Draft): Promise<ContextPart[]> {
  if (context.length === 0) return [];
  const { partOfQuote } = await import('@/lib/context/part-of-quote');
  return context.map((quote) => partOfQuote(quote, text));
}

/** What did not arrive, and what was put into the box since. */
function joined({ text, images, context }: Draft, typed: Draft): Draft {
  return {
    text: typed.text === '' ? text : `${text}\n\n${typed.text}`,
    images: typed.images.length === 0 ? images : [...images, ...typed.images],
    context: typed.context.length === 0 ? context : [...context, ...typed.context],
  };
}

/** Answers the prompt of `reply` once more, from the start, with the model that is chosen now. */
export function regenerateReply(chat: Chat, reply: Reply): void {
  answerAgain(chat, reply, null);
}

/** Asks for the rest of `reply`. */
export function continueReply(chat: Chat, reply: Reply): void {
  answerAgain(chat, reply, reply.id);
}

/** Lets another model answer: from where `reply` broke off if it has a text, else from the start. */
export function answerInstead(chat: Chat, reply: Reply, model: ModelChoice): void {
  answerAgain(chat, reply, textOf(reply) === '' ? null : reply.id, model);
}

function answerAgain(
  chat: Chat,
  reply: Reply,
  continues: MessageId | null,
  chosen?: ModelChoice,
): void {
  const { conversationId, parentId: promptId } = reply;
  const replyId = newId<MessageId>();
  void attempt(chat, async () => {
    const model = chosen ?? (await knownModel(chat.providers));
    const prompt = promptOf(chat.conversation.getState().messages, promptId);
    if (prompt && hasImages(prompt) && !takesImages(chat.providers.getState(), model)) {
      throw new ChatError('images-not-taken', `${model.modelId} of ${model.providerId} sees none`);
    }
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

/** Shows a branch that goes through a message: the shown one if it does. */
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
export function whenOpen(store: ConversationStore): Promise<OpenConversation> {
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
