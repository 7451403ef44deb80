import * as z from '@/lib/schema';

/** Fields that we can do without. */
const word = z.catch(z.nullish(z.string()), null);
const number = z.catch(z.nullish(z.number()), null);
const flag = z.catch(z.nullish(z.boolean()), null);
const words = z.catch(z.nullish(z.array(z.string())), null);

/** An error, as the body of an HTTP error or in a stream. Some servers leave out the frame. */
const plainErrorSchema = z.object({
  message: z.string(),
  type: word,
  param: word,
  /** OpenRouter and llama.cpp give the HTTP status. */
  code: z.catch(z.nullish(z.union([z.string(), z.number()])), null),
  /** OpenRouter's, where a filter refused the prompt. */
  metadata: z.catch(z.nullish(z.object({ reasons: words })), null),
});
const errorFieldSchema = z.union([z.string(), plainErrorSchema]);
export type WireError = z.infer<typeof errorFieldSchema>;
export const errorBodySchema = z.union([z.object({ error: errorFieldSchema }), plainErrorSchema]);

/** Mistral's reasoning models write their content in parts, the reasoning in parts of its own. */
const textPartSchema = z.object({ type: word, text: word });
const contentPartSchema = z.object({
  type: word,
  text: word,
  thinking: z.catch(z.nullish(z.array(textPartSchema)), null),
});
const contentSchema = z.catch(z.nullish(z.union([z.string(), z.array(contentPartSchema)])), null);
export type WireContent = z.infer<typeof contentSchema>;

const deltaSchema = z.object({
  content: contentSchema,
  /** Two names for one thing; some servers send both. */
  reasoning: word,
  reasoning_content: word,
  refusal: word,
  /** OpenRouter's. */
  images: z.catch(z.nullish(z.array(z.object({ image_url: z.object({ url: z.string() }) }))), null),
});
export type WireDelta = z.infer<typeof deltaSchema>;

/**
 * A chunk of a stream, or a whole answer from a server that does not stream.
 * https://platform.openai.com/docs/api-reference/chat-streaming
 */
export const chunkSchema = z.object({
  choices: z.nullish(
    z.array(
      z.object({
        delta: z.nullish(deltaSchema),
        message: z.nullish(deltaSchema),
        finish_reason: word,
      }),
    ),
  ),
  usage: z.catch(z.nullish(z.object({ prompt_tokens: number, completion_tokens: number })), null),
  error: z.nullish(errorFieldSchema),
});
export type Chunk = z.infer<typeof chunkSchema>;

/** https://platform.openai.com/docs/api-reference/images */
export const imagesSchema = z.object({
  data: z.nullish(z.array(z.object({ url: word, b64_json: word, revised_prompt: word }))),
  error: z.nullish(errorFieldSchema),
});

const id = z.string(z.isFilled, z.hasAtMost(300));

/** One model of a list: what several servers add to its id. */
const listedModelSchema = z.object({
  id,
  name: word,
  /** Together's. */
  display_name: word,
  /** Seconds since the epoch. */
  created: number,
  /** Together's: `chat`, `image`, `embedding`…; LM Studio's: `llm`, `vlm`, `embeddings`. */
  type: word,
  /** OpenRouter's. */
  architecture: z.catch(
    z.nullish(z.object({ input_modalities: words, output_modalities: words })),
    null,
  ),
  /** Mistral's. */
  capabilities: z.catch(z.nullish(z.object({ vision: flag, completion_chat: flag })), null),
  /** gpt4free's. */
  image: flag,
  vision: flag,
});
export type ListedModel = z.infer<typeof listedModelSchema>;

const listSchema = z.array(z.catch(z.nullable(listedModelSchema), null));

/** GET /models. Together answers with the list alone. */
export const modelsSchema = z.union([
  listSchema,
  z.object({
    data: listSchema,
    /** llama.cpp's: the same models once more, with what they can do. */
    models: z.catch(z.nullish(z.array(z.object({ name: z.string(), capabilities: words }))), null),
  }),
]);
export type ModelList = z.infer<typeof modelsSchema>;
