import * as z from '@/lib/schema';

/** https://platform.claude.com/docs/en/api/errors */
export const errorSchema = z.object({
  error: z.object({ type: z.string(), message: z.string() }),
});

/** What was counted so far; each event names only some of it. */
const usageSchema = z.nullish(
  z.object({ input_tokens: z.nullish(z.number()), output_tokens: z.nullish(z.number()) }),
);

/** https://platform.claude.com/docs/en/build-with-claude/streaming */
export const eventSchema = z.oneOf('type', [
  z.object({ type: z.literal('message_start'), message: z.object({ usage: usageSchema }) }),
  z.object({
    type: z.literal('content_block_delta'),
    delta: z.object({
      type: z.string(),
      text: z.nullish(z.string()),
      thinking: z.nullish(z.string()),
    }),
  }),
  z.object({
    type: z.literal('message_delta'),
    delta: z.object({ stop_reason: z.nullish(z.string()) }),
    usage: usageSchema,
  }),
  z.object({ type: z.literal('message_stop') }),
  z.object({ type: z.literal('error'), error: z.shapeOf(errorSchema).error }),
]);
export type StreamEvent = z.infer<typeof eventSchema>;

/** https://platform.claude.com/docs/en/api/models-list */
export const modelsSchema = z.object({
  data: z.array(z.object({ id: z.string(), display_name: z.nullish(z.string()) })),
  has_more: z.nullish(z.boolean()),
  last_id: z.nullish(z.string()),
});
