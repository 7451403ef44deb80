import type { ContextPart } from '@/lib/chat/message';
import type { QuotedPage } from '@/lib/chat/page-reading';

/** What was sent of a page, to be sent again as it was. */
export function quoteOfPart({ source, share, ...page }: ContextPart): QuotedPage {
  const { title, url, text, hiddenCharacters } = page;
  const length = share > 0 ? Math.round(text.length / share) : text.length;
  return { source, page: { title, url, text, length, hiddenCharacters }, extent: 'all' };
}
