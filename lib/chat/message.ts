import * as z from '@/lib/schema';
import { errorDataSchema, errorKindSchema } from './errors';
import { blobIdSchema, conversationIdSchema, messageIdSchema } from './ids';
import { imageFailureSchema } from './remote-image';

/** What a prompt carries of a page: data for the model, never the user's own words. */
export const contextPartSchema = z.object({
  type: z.literal('context'),
  source: z.literal(['selection', 'page', 'pdf', 'transcript', 'link']),
  /** Of the page; empty where it has none. */
  title: z.string(),
  url: z.string(),
  text: z.string(),
  /** How much of the whole `text` is, 0 to 1. */
  share: z.number(),
  /** What was left out since a reader of the page does not see it. */
  hiddenCharacters: z.number(),
});
export type ContextPart = z.infer<typeof contextPartSchema>;

export const messagePartSchema = z.oneOf('type', [
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('reasoning'),
    text: z.string(),
    /** Milliseconds since the epoch; older versions stored none. */
    startedAt: z.optional(z.number()),
    /** When the model began to answer, or stopped. */
    endedAt: z.optional(z.number()),
  }),
  z.object({
    type: z.literal('image'),
    blobId: blobIdSchema,
    alt: z.string(),
    /** In pixels, where they are known: its room is kept while it loads. */
    width: z.optional(z.number()),
    height: z.optional(z.number()),
  }),
  /** An image that was made, and could not be fetched: its address is all there is. */
  z.object({
    type: z.literal('image-link'),
    url: z.string(),
    alt: z.string(),
    failure: z.optional(imageFailureSchema),
  }),
  contextPartSchema,
  z.object({ type: z.literal('source'), url: z.string(), title: z.string() }),
]);
export type MessagePart = z.infer<typeof messagePartSchema>;
export type ImagePart = Extract<MessagePart, { type: 'image' }>;

export const finishReasonSchema = z.literal(['stop', 'length', 'content-filter']);
/** Why the service stopped: it was done, it met its length limit, or its filter cut the reply. */
export type FinishReason = z.infer<typeof finishReasonSchema>;

/** How a reply ended. */
export const outcomeSchema = z.oneOf('type', [
  z.object({ type: z.literal('complete'), finishReason: finishReasonSchema }),
  z.object({ type: z.literal('aborted') }), // the user pressed Stop
  z.object({ type: z.literal('interrupted') }), // the browser ended the background
  z.object({ type: z.literal('failed'), error: errorDataSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** A pause before the provider tries again by itself. */
export const waitSchema = z.object({
  kind: errorKindSchema,
  /** Milliseconds since the epoch. */
  until: z.number(),
});
export type Wait = z.infer<typeof waitSchema>;

/** In tokens, as the service counts them. */
export const usageSchema = z.object({ inputTokens: z.number(), outputTokens: z.number() });

const messageBase = {
  id: messageIdSchema,
  conversationId: conversationIdSchema,
  /** Milliseconds since the epoch; grows strictly within a conversation, whatever the clock does. */
  createdAt: z.number(),
  parts: z.array(messagePartSchema),
};

export const promptSchema = z.object({
  ...messageBase,
  role: z.literal('user'),
  /** The reply that this follows; `null` at the start of a conversation. */
  parentId: z.nullable(messageIdSchema),
});

export const replySchema = z.object({
  ...messageBase,
  role: z.literal('assistant'),
  /** The prompt that this answers. */
  parentId: messageIdSchema,
  providerId: z.string(),
  modelId: z.string(),
  /** The model's name when it answered: what the reply is signed with, whatever happens to lists. */
  modelName: z.string(),
  /** The unfinished reply whose text this one starts with. */
  continues: z.nullable(messageIdSchema),
  /** Set while the provider waits before it tries again. */
  wait: z.nullable(waitSchema),
  /** Where the service told it. */
  usage: z.optional(usageSchema),
  /** `null` while the reply is still streaming. */
  outcome: z.nullable(outcomeSchema),
  /** When it came in from a file, which says who wrote it: no service did, as far as we know. */
  importedAt: z.optional(z.number()),
});

export const messageSchema = z.oneOf('role', [promptSchema, replySchema]);

export type Prompt = z.infer<typeof promptSchema>;
export type Reply = z.infer<typeof replySchema>;
export type Message = z.infer<typeof messageSchema>;

/** Whether a message shows images. */
export function hasImages({ parts }: Pick<Message, 'parts'>): boolean {
  return parts.some(({ type }) => type === 'image');
}

/** The text of a message as the user reads and copies it: its text parts, joined. */
export function textOf({ parts }: Pick<Message, 'parts'>): string {
  return parts.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
