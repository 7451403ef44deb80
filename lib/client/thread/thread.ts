import { branchTo, triesOf } from '@/lib/chat/conversation';
import type { MessageId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import type { ConversationState } from '../chat/conversation-store';

/** The shown branch of a conversation, and how many tries its turns have. */
export interface Thread {
  /** Oldest first. */
  readonly branch: readonly Message[];
  readonly messages: readonly Message[];
  readonly leafId: MessageId | null;
  /** How many messages answer the same one, in the same role. */
  readonly turnSizes: ReadonlyMap<string, number>;
}

/** Which of its turn's tries a message is. */
export interface Tries {
  /** Counted from 1. */
  readonly tryNumber: number;
  readonly tryCount: number;
  readonly previousTry: MessageId | null;
  readonly nextTry: MessageId | null;
}

/**
 * The thread after `before`. While a reply grows, only it changes from frame to frame: then the
 * tree is not walked again.
 */
export function nextThread(
  before: Thread | null,
  { conversation, messages }: Pick<ConversationState, 'conversation' | 'messages'>,
): Thread {
  const leafId = conversation?.leafId ?? null;
  if (before?.messages === messages && before.leafId === leafId) return before;
  const changed = before?.leafId === leafId ? changesSince(before.messages, messages) : null;
  if (before !== null && changed !== null) {
    const branch = before.branch.map((message) => changed.get(message.id) ?? message);
    return { ...before, messages, branch };
  }
  const turnSizes = new Map<string, number>();
  for (const message of messages) {
    const turn = turnOf(message);
    turnSizes.set(turn, (turnSizes.get(turn) ?? 0) + 1);
  }
  return { branch: branchTo(messages, leafId), messages, leafId, turnSizes };
}

/** Selects the thread of a state, with the help of the one selected before. */
export function createThreadSelector(): (state: ConversationState) => Thread {
  let thread: Thread | null = null;
  return (state) => (thread = nextThread(thread, state));
}

/** The tries that a user can switch between at `message`. */
export function triesAt({ messages, turnSizes }: Thread, message: Message): Tries {
  const isAlone = turnSizes.get(turnOf(message)) === 1;
  const tries = isAlone ? [message] : triesOf(messages, message);
  const at = tries.indexOf(message);
  return {
    tryNumber: at + 1,
    tryCount: tries.length,
    previousTry: tries[at - 1]?.id ?? null,
    nextTry: tries[at + 1]?.id ?? null,
  };
}

/** The messages that are other ones now, if they stand in the same order; else `null`. */
function changesSince(
  before: readonly Message[],
  after: readonly Message[],
): ReadonlyMap<MessageId, Message> | null {
  if (before.length !== after.length) return null;
  const changed = new Map<MessageId, Message>();
  for (const [index, message] of after.entries()) {
    if (message === before[index]) continue;
    if (message.id !== before[index]?.id) return null;
    changed.set(message.id, message);
  }
  return changed;
}

function turnOf({ parentId, role }: Message): string {
  return `${role} ${parentId ?? ''}`;
}
