import { branchTo } from '@/lib/chat/conversation';
import type { MessageId } from '@/lib/chat/ids';
import { textOf, type Message, type Reply } from '@/lib/chat/message';
import type { ChatTurn } from '@/lib/providers/provider';

/** What asks a model to go on where a reply of its own was cut. */
const CONTINUE_PROMPT =
  'Your last reply was cut off. Continue it exactly where it stops, in its language and format, ' +
  'without repeating any of it and without a remark of your own.';

/** What a provider gets to answer `reply`'s prompt: its branch, then the text to go on from. */
export function turnsFor(messages: readonly Message[], reply: Reply): ChatTurn[] {
  const turns = branchTo(messages, reply.parentId).map(toTurn);
  if (reply.continues === null) return turns;
  return [...turns, toTurn(reply), { role: 'user', text: CONTINUE_PROMPT }];
}

/** The replies whose provider state may serve `reply`, nearest first: those it builds upon. */
export function stateSourcesFor(messages: readonly Message[], reply: Reply): MessageId[] {
  const earlier = branchTo(messages, reply.parentId).toReversed();
  const ids = earlier.flatMap((message) =>
    message.role === 'assistant' && message.providerId === reply.providerId ? [message.id] : [],
  );
  return reply.continues === null ? ids : [reply.continues, ...ids];
}

function toTurn(message: Message): ChatTurn {
  return { role: message.role, text: textOf(message) };
}
