import { branchTo } from '@/lib/chat/conversation';
import type { BlobId, MessageId } from '@/lib/chat/ids';
import { textOf, type Message, type Reply } from '@/lib/chat/message';
import { fenceContext, markOf } from '@/lib/context/fence';
import type { ChatTurn } from '@/lib/providers/provider';

/** A turn whose images are still in storage. */
export interface StoredTurn extends Omit<ChatTurn, 'images'> {
  readonly imageIds: readonly BlobId[];
}

/** What asks a model to go on where a reply of its own was cut. */
const CONTINUE: StoredTurn = {
  role: 'user',
  text:
    'Your last reply was cut off. Continue it exactly where it stops, in its language and format, ' +
    'without repeating any of it and without a remark of your own.',
  imageIds: [],
};

/**
 * What a provider gets to answer `reply`'s prompt: its branch, and for a reply that continues
 * another the text to go on from. A continued reply is told as it happened, in pieces: the service
 * may hold us to the history it saw.
 */
export function turnsFor(messages: readonly Message[], reply: Reply): StoredTurn[] {
  const turns = branchTo(messages, reply.parentId).flatMap((message) => turnsOf(messages, message));
  const cut = continuedBy(messages, reply);
  return cut ? [...turns, ...turnsOf(messages, cut), CONTINUE] : turns;
}

/** The replies whose provider state may serve `reply`, nearest first: those it builds upon. */
export function stateSourcesFor(messages: readonly Message[], reply: Reply): MessageId[] {
  const earlier = branchTo(messages, reply.parentId).toReversed();
  return [...cutBefore(messages, reply), ...earlier].flatMap((message) =>
    message.role === 'assistant' && message.providerId === reply.providerId ? [message.id] : [],
  );
}

/** The replies that `reply` goes on from, its own first. */
function cutBefore(messages: readonly Message[], reply: Reply): Message[] {
  const cut = continuedBy(messages, reply);
  if (cut === undefined) return [];
  return cut.role === 'assistant' ? [cut, ...cutBefore(messages, cut)] : [cut];
}

function turnsOf(messages: readonly Message[], message: Message): StoredTurn[] {
  const text = toldText(message);
  const cut = message.role === 'assistant' ? continuedBy(messages, message) : undefined;
  if (!cut) return [{ role: message.role, text, imageIds: imagesOfPrompt(message) }];
  const rest = text.slice(textOf(cut).length);
  return [...turnsOf(messages, cut), CONTINUE, { role: 'assistant', text: rest, imageIds: [] }];
}

/** The user's own words come last, after what they share. */
function toldText(message: Message): string {
  const context = message.parts.filter((part) => part.type === 'context');
  const fenced = fenceContext(context, markOf(message.id));
  return fenced === '' ? textOf(message) : `${fenced}\n\n${textOf(message)}`;
}

/** What a model made is not sent back to it: services take images of users alone. */
function imagesOfPrompt({ role, parts }: Message): BlobId[] {
  if (role === 'assistant') return [];
  return parts.flatMap((part) => (part.type === 'image' ? [part.blobId] : []));
}

function continuedBy(messages: readonly Message[], { continues }: Reply): Message | undefined {
  return continues === null ? undefined : messages.find(({ id }) => id === continues);
}
