import * as z from '@/lib/schema';

/** https://ai.google.dev/api/generate-content#v1beta.GenerateContentResponse */
export const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    status: z.nullish(z.string()),
    details: z.nullish(
      z.array(z.object({ reason: z.nullish(z.string()), retryDelay: z.nullish(z.string()) })),
    ),
  }),
});
export type WireError = z.infer<typeof errorSchema>['error'];

const partSchema = z.object({
  text: z.nullish(z.string()),
  /** Whether the text is what the model thought before it answered. */
  thought: z.nullish(z.boolean()),
  inlineData: z.nullish(z.object({ mimeType: z.string(), data: z.string() })),
});
export type Part = z.infer<typeof partSchema>;

export const chunkSchema = z.object({
  candidates: z.nullish(
    z.array(
      z.object({
        content: z.nullish(z.object({ parts: z.nullish(z.array(partSchema)) })),
        finishReason: z.nullish(z.string()),
      }),
    ),
  ),
  /** So far; thoughts are counted apart. */
  usageMetadata: z.nullish(
    z.object({
      promptTokenCount: z.nullish(z.number()),
      candidatesTokenCount: z.nullish(z.number()),
      thoughtsTokenCount: z.nullish(z.number()),
    }),
  ),
  promptFeedback: z.nullish(z.object({ blockReason: z.nullish(z.string()) })),
  error: z.nullish(z.shapeOf(errorSchema).error),
});
export type Chunk = z.infer<typeof chunkSchema>;

/** https://ai.google.dev/api/models */
export const modelsSchema = z.object({
  models: z.nullish(
    z.array(
      z.object({
        name: z.string(),
        displayName: z.nullish(z.string()),
        supportedGenerationMethods: z.nullish(z.array(z.string())),
      }),
    ),
  ),
  nextPageToken: z.nullish(z.string()),
});
