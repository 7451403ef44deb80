import type { MessageId } from '@/lib/chat/ids';
import type { Receipt } from '@/lib/chat/receipt';
import { request } from '@/lib/messaging/request-client';

/** What was sent to get a reply; `null` where nothing was. @throws {ChatError} when it cannot be read. */
export function readReceipt(replyId: MessageId): Promise<Receipt | null> {
  return request('read-receipt', { replyId });
}

/** About as many characters are a token of English text or code. */
const CHARACTERS_PER_TOKEN = 4;
/** Letters of scripts that write a syllable or a word with one; they are about a token each. */
const DENSE_LETTERS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How many tokens a receipt's texts are, roughly: each model counts in its own way. */
export function estimateTokens({ systemPrompt, messages }: Receipt): number {
  const text = [systemPrompt, ...messages.map((message) => message.text)].join('');
  const sparse = text.replaceAll(DENSE_LETTERS, '').length;
  return text.length - sparse + Math.ceil(sparse / CHARACTERS_PER_TOKEN);
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
