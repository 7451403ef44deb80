import * as z from '@/lib/schema';
import { blobIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { outcomeSchema, promptSchema, replySchema } from '@/lib/chat/message';
import { imageTypeSchema } from '@/lib/chat/remote-image';

export const FORMAT = 'sidelight-export';
/** Grows when an older version could not read the file; what is only added does not count. */
export const VERSION = 1;

/** What a file may have, so that a hostile one costs a moment and no more. */
export const MAX_FILE_BYTES = 50_000_000;
export const MAX_DEPTH = 32;
/** Of numbers, texts, lists and objects together. */
export const MAX_VALUES = 2_000_000;
export const MAX_CONVERSATIONS = 20_000;
export const MAX_MESSAGES = 20_000;
export const MAX_PARTS = 1000;
/** Of one message as JSON, in UTF-16 code units: a whole reply, or a prompt with its pages. */
export const MAX_MESSAGE_LENGTH = 8_000_000;
const MAX_NAME_LENGTH = 500;
const MAX_SAVED_PROMPTS = 1000;
const MAX_SITES = 10_000;

const nameSchema = z.string(z.hasAtMost(MAX_NAME_LENGTH));
/** Milliseconds since the epoch, up to the year 9999: any date that can be written. */
const timeSchema = z.number(z.isBetween(0, 253_402_300_799_999));

const { conversationId: _conversationOfPrompt, ...promptShape } = z.shapeOf(promptSchema);
const exchangedPromptSchema = z.object({ ...promptShape, createdAt: timeSchema });

const {
  conversationId: _conversationOfReply,
  wait: _wait,
  importedAt: _importedAt,
  ...replyShape
} = z.shapeOf(replySchema);
const exchangedReplySchema = z.object({
  ...replyShape,
  createdAt: timeSchema,
  providerId: nameSchema,
  modelId: nameSchema,
  modelName: nameSchema,
  outcome: outcomeSchema,
});

const exchangedMessageSchema = z.oneOf('role', [exchangedPromptSchema, exchangedReplySchema]);
export type ExchangedMessage = z.infer<typeof exchangedMessageSchema>;

const exchangedImageSchema = z.object({
  /** What parts of messages name it by. */
  id: blobIdSchema,
  mediaType: imageTypeSchema,
  base64: z.string(),
});
export type ExchangedImage = z.infer<typeof exchangedImageSchema>;

/** A conversation with all its branches: messages name their parents, which stand before them. */
export const exchangedConversationSchema = z.object({
  title: nameSchema,
  createdAt: timeSchema,
  updatedAt: timeSchema,
  /** The last message of the branch that is shown. */
  leafId: z.nullable(messageIdSchema),
  messages: z.array(exchangedMessageSchema, z.hasAtMost(MAX_MESSAGES)),
  /** Those that were exported, too; parts may name others. */
  images: z.array(exchangedImageSchema),
});
export type ExchangedConversation = z.infer<typeof exchangedConversationSchema>;

export const exchangedPromptsSchema = z.array(
  z.object({ title: nameSchema, text: z.string() }),
  z.hasAtMost(MAX_SAVED_PROMPTS),
);
export type ExchangedSavedPrompt = z.infer<typeof exchangedPromptsSchema>[number];

/** The settings that concern no service. */
export const plainSettingsSchema = z.object({
  theme: z.literal(['system', 'light', 'dark']),
  asksAtOnce: z.boolean(),
  /** `null` means the sites that are suggested. */
  quietSites: z.nullable(z.array(nameSchema, z.hasAtMost(MAX_SITES))),
});
export type PlainSettings = z.infer<typeof plainSettingsSchema>;

/** A server of the user's, without key and headers. It is written for the user alone: no import takes it. */
export interface ExchangedEndpoint {
  readonly name: string;
  readonly kind: string;
  readonly baseUrl: string;
}

/** All of a file that is read at once; its conversations are checked one by one. */
export const exchangeFileSchema = z.object({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  exportedAt: timeSchema,
  conversations: z.array(z.unknown(), z.hasAtMost(MAX_CONVERSATIONS)),
  /** The user's own questions. */
  prompts: z.optional(z.unknown()),
  settings: z.optional(z.unknown()),
  endpoints: z.optional(z.unknown()),
});
