import type { ContextProblem } from '../chat/composer-store';
import { partOfQuote } from '@/lib/context/part-of-quote';
import { estimateTokens } from '@/lib/context/tokens';
import type { QuotedPage } from '@/lib/chat/page-reading';
import { formatShare, t, tCount } from '../i18n';

/** Why nothing was read, in a sentence. */
export function refusalText({
  reason,
  wanted,
  url,
}: Pick<ContextProblem, 'reason' | 'wanted' | 'url'>): string {
  const host = URL.canParse(url) ? new URL(url).host : '';
  switch (reason) {
    case 'quiet-site':
      return host === '' ? t('quietSiteHere') : t('quietSite', host);
    case 'no-access':
      return t('pageNoAccess');
    case 'empty':
      return t(wanted === 'selection' ? 'nothingSelected' : 'pageEmpty');
  }
}

/** How much goes along of a page, such as `1,240 tokens · reads 74 %`. */
export function sizeText(quote: QuotedPage): string {
  const { text, share } = partOfQuote(quote, '');
  const tokens = tCount('tokens', estimateTokens(text));
  return share < 1 ? t('tokensAndShare', tokens, formatShare(share)) : tokens;
}

/** What goes along of a page, as far as it need be shown. */
export function previewOf(quote: QuotedPage): string {
  const { text } = partOfQuote(quote, '');
  return text.length > MAX_PREVIEW_LENGTH ? `${text.slice(0, MAX_PREVIEW_LENGTH)}…` : text;
}

const MAX_PREVIEW_LENGTH = 5000;
