import { branchTo } from './conversation';
import type { MessageId } from './ids';
import type { Message } from './message';

/** More than a high screen shows, of short messages and of long ones. */
const RECENT_MESSAGES = 24;
const RECENT_CHARACTERS = 50_000;

/** What of a conversation is shown first. */
export interface RecentMessages {
  /** All of them, or the end of the shown branch. Oldest first. */
  readonly messages: readonly Message[];
  /** Whether there are no others. */
  readonly isWhole: boolean;
}

/** A conversation of fewer messages is not worth being taken apart. */
export const SMALL_CONVERSATION = RECENT_MESSAGES;

/** Whether `messages` are enough to open a conversation with. */
export function areRecentEnough(messages: readonly Message[]): boolean {
  if (messages.length >= RECENT_MESSAGES) return true;
  return messages.reduce((sum, message) => sum + lengthOf(message), 0) >= RECENT_CHARACTERS;
}

/** What is shown first of a conversation that is all in memory. */
export function recentOf(messages: readonly Message[], leafId: MessageId | null): RecentMessages {
  if (messages.length < SMALL_CONVERSATION) return { messages, isWhole: true };
  const branch = branchTo(messages, leafId);
  let first = branch.length;
  while (first > 0 && !areRecentEnough(branch.slice(first))) first -= 1;
  return { messages: branch.slice(first), isWhole: false };
}

/** How many characters a message brings along. */
export function lengthOf({ parts }: Message): number {
  return parts.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
}
