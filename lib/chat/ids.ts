import * as z from '@/lib/schema';

const idSchema = z.string(z.isFilled, z.hasAtMost(64));

export const conversationIdSchema = z.branded<'ConversationId'>(idSchema);
export const messageIdSchema = z.branded<'MessageId'>(idSchema);
export const blobIdSchema = z.branded<'BlobId'>(idSchema);

export type ConversationId = z.infer<typeof conversationIdSchema>;
export type MessageId = z.infer<typeof messageIdSchema>;
export type BlobId = z.infer<typeof blobIdSchema>;

/** A fresh id that no other context can guess: 122 random bits. */
export function newId<Id extends ConversationId | MessageId | BlobId>(): Id {
  return crypto.randomUUID() as string as Id;
}
