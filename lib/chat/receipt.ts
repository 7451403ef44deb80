import * as z from '@/lib/schema';
import { messageIdSchema } from './ids';

/** One request as it went out, without what proves who asks. */
const sentRequestSchema = z.object({
  /** Milliseconds since the epoch. */
  at: z.number(),
  method: z.string(),
  url: z.string(),
  /** Those that we set; the browser adds its own. */
  headers: z.recordOf(z.string()),
  body: z.nullable(
    z.oneOf('type', [
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('binary'), mediaType: z.string(), size: z.nullable(z.number()) }),
    ]),
  ),
});
export type SentRequest = z.infer<typeof sentRequestSchema>;

/** One turn of the conversation as the provider got it. */
const sentMessageSchema = z.object({
  role: z.literal(['user', 'assistant']),
  text: z.string(),
  /** `size` in bytes. */
  images: z.array(z.object({ type: z.string(), size: z.number() })),
});
export type SentMessage = z.infer<typeof sentMessageSchema>;

/** What was sent to get one reply: what the provider was given, and the requests it made of it. */
export const receiptSchema = z.object({
  replyId: messageIdSchema,
  providerId: z.string(),
  providerName: z.string(),
  modelId: z.string(),
  modelName: z.string(),
  systemPrompt: z.string(),
  temperature: z.nullable(z.number()),
  maxTokens: z.nullable(z.number()),
  messages: z.array(sentMessageSchema),
  requests: z.array(sentRequestSchema),
});
export type Receipt = z.infer<typeof receiptSchema>;
