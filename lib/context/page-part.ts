import type { ContextPart } from '@/lib/chat/message';
import type { Extent, PageText, QuotedPage } from '@/lib/chat/page-reading';
import { takePart } from './take';

/** What of a page is sent where nobody chose, in UTF-16 code units: free services take little more. */
export const USUAL_LENGTH = 30_000;

interface PagePartOptions {
  readonly source: ContextPart['source'];
  readonly extent: Extent;
  readonly question: string;
  readonly maxLength?: number;
}

/** The part of a prompt that carries what was read of a page. `all` takes all there is. */
export function toPagePart(
  { title, url, text, length, hiddenCharacters, source: found }: PageText,
  { source: asked, extent, question, maxLength = USUAL_LENGTH }: PagePartOptions,
): ContextPart {
  const room = extent === 'all' ? Infinity : maxLength;
  const taken = takePart(text, { extent, question, maxLength: room });
  const share = length === 0 ? 1 : (taken.share * text.length) / Math.max(length, text.length);
  const source = found ?? asked;
  return { type: 'context', source, title, url, text: taken.text, share, hiddenCharacters };
}

/** What goes along of a page beside a prompt, the prompt being `question`. */
export function partOfQuote({ source, page, extent }: QuotedPage, question: string): ContextPart {
  return toPagePart(page, { source, extent, question });
}
