import * as z from '@/lib/schema';
import { conversationIdSchema, messageIdSchema, type MessageId } from './ids';
import type { Message } from './message';

export const conversationSchema = z.object({
  id: conversationIdSchema,
  title: z.string(),
  /** Milliseconds since the epoch, both. */
  createdAt: z.number(),
  updatedAt: z.number(),
  /** The last message of the branch that is shown; `null` only before the first prompt. */
  leafId: z.nullable(messageIdSchema),
  /** When it came in from a file, in milliseconds since the epoch; no other has one. */
  importedAt: z.optional(z.number()),
});
export type Conversation = z.infer<typeof conversationSchema>;

const TITLE_LENGTH = 60;

/** A title made of a prompt's first words, for a conversation that the user has not named. */
export function titleFrom(prompt: string): string {
  const line = prompt.trim().replaceAll(/\s+/gu, ' ');
  const characters = [...line];
  if (characters.length <= TITLE_LENGTH) return line;
  const cut = characters.slice(0, TITLE_LENGTH).join('');
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > TITLE_LENGTH / 2 ? space : undefined)}…`;
}

/**
 * The branch that ends at `leafId`, oldest first. A conversation is a tree: each message names its
 * parent, and siblings are other tries of the same turn.
 */
export function branchTo(messages: readonly Message[], leafId: MessageId | null): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const branch: Message[] = [];
  let message = leafId === null ? undefined : byId.get(leafId);
  while (message !== undefined && branch.length <= messages.length) {
    branch.push(message);
    message = message.parentId === null ? undefined : byId.get(message.parentId);
  }
  return branch.toReversed();
}

/**
 * The tries that a user can switch between at `message`, itself among them, oldest first. Leaves
 * out tries that brought nothing and tries that another one continues.
 */
export function triesOf(messages: readonly Message[], message: Message): Message[] {
  const siblings = messages.filter(
    ({ parentId, role }) => parentId === message.parentId && role === message.role,
  );
  const continued = new Set(
    siblings.map((sibling) => (sibling.role === 'assistant' ? sibling.continues : null)),
  );
  return siblings
    .filter(
      (sibling) =>
        sibling === message ||
        (!continued.has(sibling.id) && (sibling.parts.length > 0 || isStreaming(sibling))),
    )
    .toSorted((a, b) => a.createdAt - b.createdAt);
}

/** The newest leaf below `id`: what is shown after switching to another try. */
export function newestLeafBelow(messages: readonly Message[], id: MessageId): MessageId {
  const parents = new Map(messages.map((message) => [message.id, message.parentId]));
  const newestFirst = messages.toSorted((a, b) => b.createdAt - a.createdAt);
  const below = newestFirst.find((message) => {
    for (let at: MessageId | null | undefined = message.id; at; at = parents.get(at)) {
      if (at === id) return true;
    }
    return false;
  });
  return below?.id ?? id;
}

/** Whether `message` is a reply that has not ended. */
export function isStreaming(message: Message): boolean {
  return message.role === 'assistant' && message.outcome === null;
}
