import { draftIn, type ComposerStore } from './composer-store';
import type { ConversationState, ConversationStore } from './conversation-store';
import { EMPTY_DRAFT, type DraftKey, type Drafts } from './drafts';

interface Stores {
  readonly conversation: ConversationStore;
  readonly composer: ComposerStore;
  readonly drafts: Drafts;
}

/**
 * Gives the box the draft of the conversation that is shown and keeps what is typed there. What
 * was typed before the conversation was known wins over its draft.
 */
export function followDrafts(stores: Stores, signal: AbortSignal): void {
  const { conversation, composer, drafts } = stores;
  let key: DraftKey | null = null;

  const stopConversation = conversation.subscribe((state, before) => {
    if (state.conversationId !== before.conversationId) {
      key = null; // before the box changes: what is done to it now is no typing
      if (before.conversationId !== null) clear(composer);
      drafts.flush();
    }
    if (state.connection !== 'open') return;
    const keyBefore = key;
    key = draftKeyOf(state);
    if (keyBefore === null) void restore(stores, key);
    else if (keyBefore !== key) move(stores, { from: keyBefore, to: key });
  });

  const stopComposer = composer.subscribe((state, before) => {
    const isDraft = state.editing === null && before.editing === null && state.sending === null;
    const isChanged =
      state.text !== before.text ||
      state.images !== before.images ||
      state.context !== before.context;
    if (key !== null && isDraft && isChanged) drafts.keep(key, draftIn(state));
  });

  signal.addEventListener('abort', () => {
    stopConversation();
    stopComposer();
  });
}

export function draftKeyOf({ conversation }: Pick<ConversationState, 'conversation'>): DraftKey {
  return conversation?.id ?? 'new';
}

async function restore({ conversation, composer, drafts }: Stores, key: DraftKey): Promise<void> {
  const { conversationId } = conversation.getState();
  const draft = await drafts.read(key);
  const { text: typed, images, context, sending } = composer.getState();
  const isStillThere = conversation.getState().conversationId === conversationId;
  const isUntouched = typed === '' && images.length + context.length === 0 && sending === null;
  if (isStillThere && isUntouched) composer.setState(draft);
}

/** A first prompt has made the new conversation one of its own. */
function move({ composer, drafts }: Stores, { from, to }: { from: DraftKey; to: DraftKey }): void {
  const state = composer.getState();
  drafts.keep(from, EMPTY_DRAFT);
  if (state.sending === null) drafts.keep(to, draftIn(state));
}

function clear(composer: ComposerStore): void {
  composer.setState({
    ...EMPTY_DRAFT,
    editing: null,
    unsent: null,
    failure: null,
    imageProblem: null,
    contextProblem: null,
  });
}
