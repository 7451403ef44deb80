import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ErrorData } from '@/lib/chat/errors';
import type { MessageId } from '@/lib/chat/ids';
import { textOf, type Prompt } from '@/lib/chat/message';
import type { QuotedPage, Refusal } from '@/lib/chat/page-reading';
import { quoteOfPart } from '@/lib/context/quote';
import { MAX_PROMPT_LENGTH } from '@/lib/messaging/requests';
import { EMPTY_DRAFT, type AttachedImage, type Draft } from './drafts';

/** What is in the message box, and what became of the last thing the user asked for. */
export interface ComposerState {
  readonly text: string;
  readonly images: readonly AttachedImage[];
  /** How many images are on their way into the box. */
  readonly attaching: number;
  /** Why the last image is not there. */
  readonly imageProblem: ImageProblem | null;
  readonly context: readonly QuotedPage[];
  /** Whether a page is being read for the box. */
  readonly isReading: boolean;
  /** Why the last page is not there. */
  readonly contextProblem: ContextProblem | null;
  /** Whether each prompt takes along the page that is in front when it is sent. */
  readonly followsTab: boolean;
  /** The prompt of which the box holds a new version, and what it held before. */
  readonly editing: { readonly prompt: Prompt; readonly before: Draft } | null;
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

/** Why something was not attached. */
export interface ImageProblem {
  readonly kind: 'type' | 'unreadable' | 'too-many' | 'not-stored' | 'not-taken';
  /** Of the file. */
  readonly name: string;
}

/** What can be read of a tab. */
export type Readable = 'selection' | 'page' | 'screen';

/** Why nothing was read of a page. */
export interface ContextProblem {
  readonly reason: Refusal;
  readonly wanted: Readable;
  /** `null` where it was asked for elsewhere. */
  readonly tabId: number | null;
  /** The page's address; empty where the browser does not tell it. */
  readonly url: string;
}

export interface Sending extends Draft {
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
    ...EMPTY_DRAFT,
    attaching: 0,
    imageProblem: null,
    isReading: false,
    contextProblem: null,
    followsTab: false,
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

/** What the box holds, without the rest of its state. */
export function draftIn({ text, images, context }: ComposerState): Draft {
  return { text, images, context };
}

/** Puts what `prompt` says and shows into the box; sent, it becomes another version of that prompt. */
export function editPrompt(store: ComposerStore, prompt: Prompt): void {
  const { editing, ...state } = store.getState();
  store.setState({
    editing: { prompt, before: editing?.before ?? draftIn({ editing, ...state }) },
    images: imagesOf(prompt),
    context: contextOf(prompt),
    imageProblem: null,
    contextProblem: null,
  });
  fillComposer(store, textOf(prompt));
}

/** Leaves the prompt as it is and gives the box back what it held. */
export function cancelEdit(store: ComposerStore): void {
  const { editing } = store.getState();
  if (editing === null) return;
  const { images, context } = editing.before;
  store.setState({ editing: null, images, context, imageProblem: null, contextProblem: null });
  fillComposer(store, editing.before.text);
}

function imagesOf({ parts }: Prompt): AttachedImage[] {
  return parts.flatMap((part) =>
    part.type === 'image' ? [{ id: part.blobId, name: part.alt }] : [],
  );
}

function contextOf({ parts }: Prompt): QuotedPage[] {
  return parts.flatMap((part) => (part.type === 'context' ? [quoteOfPart(part)] : []));
}

export function focusComposer(store: ComposerStore): void {
  store.setState(({ focusRequests }) => ({ focusRequests: focusRequests + 1 }));
}

export function isTooLong(text: string): boolean {
  return text.length > MAX_TEXT_LENGTH;
}

/** Whether pressing Send would send something. */
export function canSend({ text, attaching, isReading, sending }: ComposerState): boolean {
  const isBusy = sending !== null || attaching > 0 || isReading;
  return !isBusy && !isTooLong(text) && text.trim() !== '';
}
