import * as z from '@/lib/schema';
import type { MessageId } from '@/lib/chat/ids';
import type { MessagePart } from '@/lib/chat/message';
import {
  exchangedConversationSchema,
  MAX_MESSAGE_LENGTH,
  MAX_PARTS,
  type ExchangedConversation,
  type ExchangedMessage,
} from './format';

/** Why one record of a file is refused. */
export type RecordFault =
  | { readonly type: 'shape'; readonly where: string } // such as `messages.3.parts.0.text`
  | { readonly type: 'tree'; readonly where: string } // it names a message it may not
  | { readonly type: 'too-large'; readonly where: string }
  | { readonly type: 'image'; readonly where: string }; // its bytes are no image

export type Checked<T> =
  | { readonly type: 'good'; readonly value: T }
  | { readonly type: 'bad'; readonly fault: RecordFault };

/** `value` as `schema` has it, without the keys it does not know; or where it differs. */
export function checkShape<T>(schema: z.Schema<T>, value: unknown): Checked<T> {
  const { success, data, where } = z.safeParse(schema, value);
  if (success) return { type: 'good', value: data };
  return { type: 'bad', fault: { type: 'shape', where } };
}

/** A conversation of a file, if all of it can be shown, gone on with and exported again. */
export function checkConversation(value: unknown): Checked<ExchangedConversation> {
  const checked = checkShape(exchangedConversationSchema, value);
  if (checked.type === 'bad') return checked;
  const fault = faultIn(checked.value);
  return fault === null ? checked : { type: 'bad', fault };
}

function faultIn({ messages, leafId }: ExchangedConversation): RecordFault | null {
  const earlier = new Map<MessageId, ExchangedMessage>();
  let time = -1;
  for (const [index, message] of messages.entries()) {
    const where = `messages.${index}`;
    if (message.parts.length > MAX_PARTS || JSON.stringify(message).length > MAX_MESSAGE_LENGTH)
      return { type: 'too-large', where };
    const part = message.parts.findIndex((each) => !isInRange(each));
    if (part >= 0) return { type: 'shape', where: `${where}.parts.${part}` };
    if (message.createdAt <= time) return { type: 'shape', where: `${where}.createdAt` };
    if (!isInPlace(message, earlier)) return { type: 'tree', where };
    time = message.createdAt;
    earlier.set(message.id, message);
  }
  const isLeafKnown = leafId === null ? messages.length === 0 : earlier.has(leafId);
  return isLeafKnown ? null : { type: 'tree', where: 'leafId' };
}

const MAX_PIXELS = 100_000;

/** Whether the numbers of a part are what they count. */
function isInRange(part: MessagePart): boolean {
  switch (part.type) {
    case 'image':
      return [part.width, part.height].every(
        (pixels = 1) => Number.isInteger(pixels) && pixels > 0 && pixels <= MAX_PIXELS,
      );
    case 'context':
      return part.share >= 0 && part.share <= 1 && part.hiddenCharacters >= 0;
    case 'text':
    case 'reasoning':
    case 'image-link':
    case 'source':
      return true;
  }
}

/** Prompts follow replies, replies answer prompts, and all that is named stands before. */
function isInPlace(
  message: ExchangedMessage,
  earlier: ReadonlyMap<MessageId, ExchangedMessage>,
): boolean {
  if (earlier.has(message.id)) return false;
  if (message.role === 'user') {
    return message.parentId === null || earlier.get(message.parentId)?.role === 'assistant';
  }
  if (earlier.get(message.parentId)?.role !== 'user') return false;
  if (message.continues === null) return true;
  const cut = earlier.get(message.continues);
  return cut?.role === 'assistant' && cut.parentId === message.parentId;
}
