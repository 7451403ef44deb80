import type { MessageId } from '@/lib/chat/ids';
import type { Receipt } from '@/lib/chat/receipt';
import { estimateTokens } from '@/lib/context/tokens';
import { request } from '@/lib/messaging/request-client';

/** What was sent to get a reply; `null` where nothing was. @throws {ChatError} when it cannot be read. */
export function readReceipt(replyId: MessageId): Promise<Receipt | null> {
  return request('read-receipt', { replyId });
}

/** How many tokens a receipt's texts are, roughly. */
export function receiptTokens({ systemPrompt, messages }: Receipt): number {
  return estimateTokens([systemPrompt, ...messages.map(({ text }) => text)].join(''));
}

/** The hosts that a receipt's requests went to, each once. */
export function hostsOf({ requests }: Receipt): string[] {
  return [...new Set(requests.map(({ url }) => new URL(url).host))];
}

/** A body as a person reads it; `null` where that is how it was sent. */
export function prettyBody(text: string): string | null {
  try {
    const pretty = JSON.stringify(JSON.parse(text), null, 2);
    return pretty === text ? null : pretty;
  } catch {
    return null;
  }
}
