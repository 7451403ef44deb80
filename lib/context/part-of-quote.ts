import type { ContextPart } from '@/lib/chat/message';
import type { QuotedPage } from '@/lib/chat/page-reading';
import { toPagePart } from './page-part';
import { byRelevance } from './relevance';

/** What goes along of a page beside a prompt, the prompt being `question`. */
export function partOfQuote({ source, page, extent }: QuotedPage, question: string): ContextPart {
  switch (extent) {
    case 'start':
      return toPagePart(page, { source });
    case 'all':
      return toPagePart(page, { source, maxLength: Infinity });
    case 'relevant':
      return toPagePart(page, { source, rank: (pieces) => byRelevance(pieces, question) });
  }
}
