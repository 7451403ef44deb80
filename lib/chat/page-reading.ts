import * as z from 'zod/mini';

/** Why nothing is read of a page. */
export const refusalSchema = z.enum([
  'quiet-site', // the user's list says that nothing is read there
  'no-access', // the browser does not let us: not asked for, or a page of its own
  'empty', // there is no text, or nothing is selected
]);
export type Refusal = z.infer<typeof refusalSchema>;

export const pageTextSchema = z.object({
  title: z.string(),
  url: z.string(),
  /** Markdown. */
  text: z.string(),
  /** Of the whole text, in UTF-16 code units; `text` may be its beginning. */
  length: z.number(),
  /** What was left out since it cannot be seen. */
  hiddenCharacters: z.number(),
});
/** What a page says, as its reader sees it. */
export type PageText = z.infer<typeof pageTextSchema>;

/** What came of reading a page. */
export const pageReadingSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('page'), page: pageTextSchema }),
  z.object({ type: z.literal('refused'), reason: refusalSchema }),
]);
export type PageReading = z.infer<typeof pageReadingSchema>;
