import type { ContextPart } from '@/lib/chat/message';
import type { PageText } from '@/lib/chat/page-reading';
import { takePart, type Ranking } from './take';

/** What of a page is sent where nobody chose, in UTF-16 code units: free services take little more. */
export const USUAL_LENGTH = 30_000;

interface PagePartOptions {
  readonly source: ContextPart['source'];
  readonly maxLength?: number;
  /** Which parts are wanted most; the start, where it is missing. */
  readonly rank?: Ranking | undefined;
}

/** The part of a prompt that carries what was read of a page. */
export function toPagePart(
  { title, url, text, length, hiddenCharacters, source: found }: PageText,
  { source: asked, maxLength = USUAL_LENGTH, rank }: PagePartOptions,
): ContextPart {
  const taken = takePart(text, { maxLength, rank });
  const share = length === 0 ? 1 : (taken.share * text.length) / Math.max(length, text.length);
  const source = found ?? asked;
  return { type: 'context', source, title, url, text: taken.text, share, hiddenCharacters };
}
