import * as z from '@/lib/schema';
import { contextPartSchema } from './message';

/** Why nothing is read of a page. */
export const refusalSchema = z.literal([
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
  /** Where the text is not the page's own: of the file it shows, or what its video says. */
  source: z.optional(z.literal(['pdf', 'transcript'])),
});
/** What a page says, as its reader sees it. */
export type PageText = z.infer<typeof pageTextSchema>;

const { title, text, length, hiddenCharacters } = z.shapeOf(pageTextSchema);
export const pdfTextSchema = z.object({ title, text, length, hiddenCharacters });
/** What a PDF says; its title is empty where it has none. */
export type PdfText = z.infer<typeof pdfTextSchema>;

/** What came of reading a page. */
export const pageReadingSchema = z.oneOf('type', [
  z.object({ type: z.literal('page'), page: pageTextSchema }),
  z.object({ type: z.literal('refused'), reason: refusalSchema }),
]);
export type PageReading = z.infer<typeof pageReadingSchema>;

/** Which part of a page is sent, where all is too much or not wanted. */
export const extentSchema = z.literal(['start', 'relevant', 'all']);
export type Extent = z.infer<typeof extentSchema>;

/** A page beside a prompt that is not sent yet: all that was read of it, and which part will go. */
export const quotedPageSchema = z.object({
  source: z.shapeOf(contextPartSchema).source,
  page: pageTextSchema,
  extent: extentSchema,
});
export type QuotedPage = z.infer<typeof quotedPageSchema>;
