import type { QuotedPage } from '@/lib/chat/page-reading';
import type { Chat } from '../chat/chat';
import { shownBranch } from '../chat/conversation-store';
import { tabInFront } from './open-tabs';
import { readQuote } from './page-context';

/**
 * Puts the page in front beside the prompt, unless the conversation has it already; resolves to
 * whether the prompt can go.
 */
export async function addFollowedPage(chat: Chat): Promise<boolean> {
  const { composer } = chat;
  const tab = await tabInFront();
  const read =
    tab === null ? 'no-access' : await readQuote('page', tab.id).catch(() => 'no-access' as const);
  if (typeof read === 'string') {
    const where = { tabId: tab?.id ?? null, url: tab?.url ?? '' };
    composer.setState({ contextProblem: { reason: read, wanted: 'page', ...where } });
    return false;
  }
  if (!isKnown(chat, read)) composer.setState(({ context }) => ({ context: [...context, read] }));
  return true;
}

function isKnown({ composer, conversation }: Chat, { page }: QuotedPage): boolean {
  const isBeside = composer
    .getState()
    .context.some((quote) => quote.page.url === page.url && quote.page.text === page.text);
  if (isBeside) return true;
  const parts = shownBranch(conversation.getState()).flatMap(({ parts: each }) => each);
  return parts.some(
    (part) =>
      part.type === 'context' &&
      part.url === page.url &&
      page.text.startsWith(part.text.slice(0, 1000)),
  );
}

/** Takes each page along that is in front when a prompt is sent, from now on. */
export function followTab({ composer }: Chat): void {
  composer.setState(({ context }) => ({
    followsTab: true,
    context: context.filter(({ source }) => source !== 'page'),
  }));
}
