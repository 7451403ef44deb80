import { branchTo } from '@/lib/chat/conversation';
import type { MessageId } from '@/lib/chat/ids';
import { textOf, type Message, type Reply } from '@/lib/chat/message';
import type { ChatTurn } from '@/lib/providers/provider';

/** What asks a model to go on where a reply of its own was cut. */
const CONTINUE: ChatTurn = {
  role: 'user',
  text:
    'Your last reply was cut off. Continue it exactly where it stops, in its language and format, ' +
    'without repeating any of it and without a remark of your own.',
};

/**
 * What a provider gets to answer `reply`'s prompt: its branch, and for a reply that continues
 * another the text to go on from. A continued reply is told as it happened, in pieces: the service
 * may hold us to the history it saw.
 */
export function turnsFor(messages: readonly Message[], reply: Reply): ChatTurn[] {
  const turns = branchTo(messages, reply.parentId).flatMap((message) => turnsOf(messages, message));
  const cut = continuedBy(messages, reply);
  return cut ? [...turns, ...turnsOf(messages, cut), CONTINUE] : turns;
}

/** The replies whose provider state may serve `reply`, nearest first: those it builds upon. */
export function stateSourcesFor(messages: readonly Message[], reply: Reply): MessageId[] {
  const earlier = branchTo(messages, reply.parentId).toReversed();
  const ids = earlier.flatMap((message) =>
    message.role === 'assistant' && message.providerId === reply.providerId ? [message.id] : [],
  );
  return reply.continues === null ? ids : [reply.continues, ...ids];
}

function turnsOf(messages: readonly Message[], message: Message): ChatTurn[] {
  const text = textOf(message);
  const cut = message.role === 'assistant' ? continuedBy(messages, message) : undefined;
  if (!cut) return [{ role: message.role, text }];
  const rest = text.slice(textOf(cut).length);
  return [...turnsOf(messages, cut), CONTINUE, { role: 'assistant', text: rest }];
}

function continuedBy(messages: readonly Message[], { continues }: Reply): Message | undefined {
  return continues === null ? undefined : messages.find(({ id }) => id === continues);
}
