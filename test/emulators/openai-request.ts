import * as z from 'zod/mini';

const textPart = z.strictObject({ type: z.literal('text'), text: z.string() });
const imagePart = z.strictObject({
  type: z.literal('image_url'),
  image_url: z.strictObject({
    url: z.string().check(z.regex(/^data:image\/(?:png|jpeg|webp|gif);base64,[\w+/]+=*$/)),
  }),
});

/** POST /chat/completions, as far as we use it. */
export const chatSchema = z.strictObject({
  model: z.string().check(z.minLength(1)),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'user', 'assistant']),
        content: z.union([
          z.string().check(z.minLength(1)),
          z.array(z.union([textPart, imagePart])).check(z.minLength(1)),
        ]),
      }),
    )
    .check(z.minLength(1)),
  stream: z.optional(z.literal(true)),
  stream_options: z.optional(z.strictObject({ include_usage: z.boolean() })),
  temperature: z.optional(z.number().check(z.minimum(0), z.maximum(2))),
  max_tokens: z.optional(z.int().check(z.positive())),
  max_completion_tokens: z.optional(z.int().check(z.positive())),
  modalities: z.optional(z.array(z.enum(['text', 'image']))),
});
export type ChatBody = z.infer<typeof chatSchema>;

const imageBase = {
  prompt: z.string().check(z.minLength(1)),
  n: z.optional(z.literal(1)),
};

/** POST /images/generations of OpenAI's own: each model takes sizes and qualities of its own. */
export const openaiImageSchema = z.discriminatedUnion('model', [
  z.strictObject({
    ...imageBase,
    model: z.literal('dall-e-3'),
    size: z.optional(z.enum(['1024x1024', '1792x1024', '1024x1792'])),
    quality: z.optional(z.enum(['standard', 'hd'])),
    response_format: z.optional(z.enum(['url', 'b64_json'])),
  }),
  z.strictObject({
    ...imageBase,
    model: z.literal('gpt-image-1'),
    size: z.optional(z.enum(['auto', '1024x1024', '1536x1024', '1024x1536'])),
    quality: z.optional(z.enum(['auto', 'low', 'medium', 'high'])),
  }),
]);

/** The same of any other server. */
export const imageSchema = z.strictObject({
  ...imageBase,
  model: z.string().check(z.minLength(1)),
  size: z.optional(z.string()),
  quality: z.optional(z.string()),
  response_format: z.optional(z.enum(['url', 'b64_json'])),
});
export type ImageBody = z.infer<typeof imageSchema>;

/** The text of a message, whether it carries images or not. */
export function textIn(content: ChatBody['messages'][number]['content']): string {
  if (typeof content === 'string') return content;
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('');
}
