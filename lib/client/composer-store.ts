import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '@/lib/chat/errors';
import type { MessageId } from '@/lib/chat/ids';
import { textOf, type Prompt } from '@/lib/chat/message';
import { MAX_PROMPT_LENGTH } from '@/lib/messaging/requests';

/** What is in the message box, and what became of the last thing the user asked for. */
export interface ComposerState {
  readonly text: string;
  /** The prompt of which the box holds a new version, and what it held before. */
  readonly editing: { readonly prompt: Prompt; readonly textBefore: string } | null;
  /** On its way to the background: not in the box any more, not in the thread yet. */
  readonly sending: Sending | null;
  /** What was sent last and did not arrive. Sent again, it has the same ids. */
  readonly unsent: Sending | null;
  readonly failure: Failure | null;
  /** Grows when the box should take the focus. */
  readonly focusRequests: number;
}

/** Longest text that can be sent, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = MAX_PROMPT_LENGTH;

export interface Sending {
  readonly text: string;
  readonly promptId: MessageId;
  readonly replyId: MessageId;
}

/** A request that the background refused or did not answer. */
export interface Failure {
  readonly error: ErrorData;
  readonly retry: () => void;
}

export type ComposerStore = StoreApi<ComposerState>;

export function createComposerStore(): ComposerStore {
  return createStore<ComposerState>(() => ({
    text: '',
    editing: null,
    sending: null,
    unsent: null,
    failure: null,
    focusRequests: 0,
  }));
}

/** Puts `text` into the box and the cursor behind it. */
export function fillComposer(store: ComposerStore, text: string): void {
  store.setState(({ focusRequests }) => ({ text, focusRequests: focusRequests + 1 }));
}

/** Puts the text of `prompt` into the box; sent, it becomes another version of that prompt. */
export function editPrompt(store: ComposerStore, prompt: Prompt): void {
  const { text, editing } = store.getState();
  store.setState({ editing: { prompt, textBefore: editing?.textBefore ?? text } });
  fillComposer(store, textOf(prompt));
}

/** Leaves the prompt as it is and gives the box back what it held. */
export function cancelEdit(store: ComposerStore): void {
  const { editing } = store.getState();
  if (editing === null) return;
  store.setState({ editing: null });
  fillComposer(store, editing.textBefore);
}

export function focusComposer(store: ComposerStore): void {
  store.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 }));
}

export function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH;
}

/** Whether pressing Send would send something. */
export function canSend({ text, sending }: ComposerState): boolean {
  return sending === null && !isTooLong(text) && text.trim() !== '';
}
