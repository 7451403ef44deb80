import * as z from '@/lib/schema';

/** https://docs.ollama.com/api/errors; the same object may come as a line of a reply. */
export const errorSchema = z.object({ error: z.string() });

/** https://docs.ollama.com/api/chat */
export const lineSchema = z.object({
  message: z.nullish(z.object({ content: z.nullish(z.string()), thinking: z.nullish(z.string()) })),
  done: z.nullish(z.boolean()),
  done_reason: z.nullish(z.string()),
  prompt_eval_count: z.nullish(z.number()),
  eval_count: z.nullish(z.number()),
  error: z.nullish(z.string()),
});

/** https://docs.ollama.com/api/tags */
export const tagsSchema = z.object({ models: z.array(z.object({ name: z.string() })) });

/** https://docs.ollama.com/api-reference/show-model-details; older versions have no capabilities. */
export const modelSchema = z.object({ capabilities: z.nullish(z.array(z.string())) });
