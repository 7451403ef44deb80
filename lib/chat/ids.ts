import * as z from 'zod/mini';
import { hasAtMost, isFilled } from './schemas';

const idSchema = z.string().check(isFilled, hasAtMost(64));

export const conversationIdSchema = idSchema.brand<'ConversationId'>();
export const messageIdSchema = idSchema.brand<'MessageId'>();
export const blobIdSchema = idSchema.brand<'BlobId'>();

export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type BlobId = z.infer<typeof blobIdSchema>;

/** A fresh id that no other context can guess: 122 random bits. */
export function newId<Id extends ConversationId | MessageId | BlobId>(): Id {
  return crypto.randomUUID() as string as Id;
}
