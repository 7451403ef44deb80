import * as z from '@/lib/schema';

/** What this browser says of the language model that comes with it. */
export const browserModelStatusSchema = z.oneOf('type', [
  /** The browser has none, or this computer cannot run it. */
  z.object({ type: z.literal('unavailable') }),
  /** It is offered, and some gigabytes have to be downloaded first. */
  z.object({ type: z.literal('downloadable') }),
  /** From 0 to 1; `null` where the browser does not say. */
  z.object({ type: z.literal('downloading'), progress: z.nullable(z.number()) }),
  z.object({ type: z.literal('available') }),
]);
export type BrowserModelStatus = z.infer<typeof browserModelStatusSchema>;
