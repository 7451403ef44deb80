import * as z from '@/lib/schema';

/** A field that we can do without. */
const word = z.catch(z.nullish(z.string()), null);

/** An error, as the body of an HTTP error or as a frame of a stream. */
export const errorSchema = z.object({
  type: z.string(),
  status: z.catch(z.nullish(z.number()), null),
  overrideCode: z.catch(z.nullish(z.union([z.string(), z.number()])), null),
});
export type WireError = z.infer<typeof errorSchema>;

/** `"0"` is fine, `"1"` the user's limit, `"2"` the service's. */
export const statusSchema = z.object({ status: z.union([z.string(), z.number()]) });

const partSchema = z.object({ type: word, text: word, image: word });
const contentSchema = z.nullish(z.union([z.string(), z.array(partSchema)]));
export type WireContent = z.infer<typeof contentSchema>;

/** One `data:` line of a reply. Text came in `message` in 2025, and may come in `content`. */
export const frameSchema = z.object({
  action: word,
  role: word,
  message: contentSchema,
  content: contentSchema,
  /** Of the role `reasoning`. */
  text: word,
  /** Of the role `source`. */
  url: word,
  title: word,
  /** Base64, of the role `generated-image`. */
  result: word,
  /** Of the role `ui-component`. */
  data: z.catch(z.nullish(z.object({ b64Image: word })), null),
});
export type Frame = z.infer<typeof frameSchema>;

/** GET /duckchat/v1/models */
export const modelsSchema = z.object({
  models: z.array(
    z.object({
      id: z.string(z.isFilled, z.hasAtMost(200)),
      name: word,
      /** Older answers name one tier, newer ones a list. */
      accessTier: z.catch(z.nullish(z.union([z.string(), z.array(z.string())])), null),
      entityHasAccess: z.catch(z.nullish(z.boolean()), null),
    }),
  ),
});

export interface Marker {
  readonly name: string;
  readonly value: string;
}

/** The markers of a line such as `[DONE][LIMIT_CONVERSATION]`; none where it is something else. */
export function parseMarkers(data: string): Marker[] {
  const markers: Marker[] = [];
  const pattern = /\[([A-Z_]+)(?::([^\]]*))?\]/y; // sticky: a title that a marker quotes is no marker
  for (let match = pattern.exec(data); match; match = pattern.exec(data)) {
    const [, name = '', value = ''] = match;
    markers.push({ name, value });
  }
  return markers;
}
