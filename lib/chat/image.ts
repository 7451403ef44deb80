import * as z from '@/lib/schema';
import { blobIdSchema, conversationIdSchema, messageIdSchema } from './ids';
import { imageTypeSchema } from './remote-image';

/** An image that a model made: what it was asked for, by whom it was made, and where it stands. */
export const generatedImageSchema = z.object({
  id: blobIdSchema,
  /** The text it was made from; of a very long one the beginning. */
  prompt: z.string(),
  providerId: z.string(),
  /** Both names as they were then, whatever happens to lists. */
  providerName: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  /** Milliseconds since the epoch. */
  createdAt: z.number(),
  mediaType: imageTypeSchema,
  /** In pixels; `null` where the file does not tell without decoding. */
  width: z.nullable(z.number()),
  height: z.nullable(z.number()),
  conversationId: conversationIdSchema,
  replyId: messageIdSchema,
});
export type GeneratedImage = z.infer<typeof generatedImageSchema>;

/** How many images a prompt may carry. */
export const MAX_PROMPT_IMAGES = 10;
