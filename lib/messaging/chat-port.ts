import * as z from '@/lib/schema';
import { conversationSchema } from '@/lib/chat/conversation';
import { chatEventSchema } from '@/lib/chat/events';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { messageSchema } from '@/lib/chat/message';

export const CHAT_PORT = 'chat';

/** UI -> background. */
export const clientFrameSchema = z.oneOf('type', [
  /** The first frame of a port, and the only one of its type. */
  z.object({ type: z.literal('subscribe'), conversationId: conversationIdSchema }),
  /** Asks for the messages that the snapshot left out. */
  z.object({ type: z.literal('read-earlier') }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

/**
 * Background -> UI. A port keeps order, so one snapshot followed by changes needs no numbering.
 * Everything in a frame is already stored.
 */
export const serverFrameSchema = z.oneOf('type', [
  z.object({
    type: z.literal('snapshot'),
    /** `null` for a conversation that has no prompt yet. */
    conversation: z.nullable(conversationSchema),
    /** All of them, or of a long conversation the end of the shown branch. */
    messages: z.array(messageSchema),
    isWhole: z.boolean(),
  }),
  /** What `read-earlier` asked for, newest first, in several frames. */
  z.object({
    type: z.literal('earlier-messages'),
    messages: z.array(messageSchema),
    /** Whether no more will come. */
    isWhole: z.boolean(),
  }),
  z.object({ type: z.literal('message-added'), message: messageSchema }),
  z.object({
    type: z.literal('events'),
    messageId: messageIdSchema,
    events: z.array(chatEventSchema),
  }),
  /** Title, time or shown branch changed; `null` when it was deleted. */
  z.object({
    type: z.literal('conversation-changed'),
    conversation: z.nullable(conversationSchema),
  }),
  /** Some conversation was added, renamed, moved or deleted: lists read themselves anew. */
  z.object({ type: z.literal('conversations-changed') }),
]);
export type ServerFrame = z.infer<typeof serverFrameSchema>;
