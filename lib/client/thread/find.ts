import type { MessageId } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';

/** A part of a message, by its index. */
export interface PartOfMessage {
  readonly messageId: MessageId;
  readonly part: number;
}

/** One place where a message has what is looked for. */
export interface Match extends PartOfMessage {
  /** Which of the part's matches it is, counted from 0. */
  readonly nth: number;
}

/** What was found, in the order of the thread. */
export interface Findings {
  /** The parts with matches, and how many each has. */
  readonly counts: readonly (PartOfMessage & { readonly count: number })[];
  readonly total: number;
}

export const NOTHING_FOUND: Findings = { counts: [], total: 0 };

/** What finds `query` in any case and with any white space between its words; `null` finds nothing. */
export function patternOf(query: string): RegExp | null {
  const words = query.trim().split(/\s+/u);
  if (words[0] === '') return null;
  return new RegExp(words.map(escaped).join('\\s+'), 'giu');
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

/** How often `pattern` is in `texts`. No match goes from one text into the next. */
export function countMatches(texts: readonly string[], pattern: RegExp): number {
  return texts.reduce((sum, text) => sum + [...text.matchAll(pattern)].length, 0);
}

/** How long a search may hold up the page; the rest goes on after the page had its turn. */
const SLICE_MS = 8;
const PAUSE_EVERY_MESSAGES = 4;

interface FindOptions {
  readonly pattern: RegExp;
  /** The texts of each part of a message as they are read. */
  readonly textsOf: (message: Message) => readonly (readonly string[])[];
  readonly signal: AbortSignal;
}

/** Looks through the messages in turns. Resolves to `null` where `signal` aborts. */
export async function findIn(
  messages: readonly Message[],
  { pattern, textsOf, signal }: FindOptions,
): Promise<Findings | null> {
  const counts: (PartOfMessage & { count: number })[] = [];
  let startedAt = performance.now();
  for (const [index, message] of messages.entries()) {
    for (const [part, texts] of textsOf(message).entries()) {
      const count = countMatches(texts, pattern);
      if (count > 0) counts.push({ messageId: message.id, part, count });
    }
    if (index % PAUSE_EVERY_MESSAGES > 0 || performance.now() - startedAt < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    if (signal.aborted) return null;
    startedAt = performance.now();
  }
  return { counts, total: counts.reduce((sum, { count }) => sum + count, 0) };
}

/** The match after `match`, or before it by a `step` of -1; the last is followed by the first. */
export function matchAfter(findings: Findings, match: Match, step: 1 | -1): Match | null {
  const number = numberOf(findings, match);
  if (number === 0) return matchWithNumber(findings, 1);
  return matchWithNumber(findings, ((number - 1 + step + findings.total) % findings.total) + 1);
}

/** The first match at or below a message of the thread; above it where there is none. */
export function matchNear(
  findings: Findings,
  messages: readonly Message[],
  from: MessageId | null,
): Match | null {
  const start = messages.findIndex(({ id }) => id === from);
  const below = new Set(messages.slice(Math.max(start, 0)).map(({ id }) => id));
  const next = findings.counts.find(({ messageId }) => below.has(messageId));
  if (next !== undefined) return { messageId: next.messageId, part: next.part, nth: 0 };
  return matchWithNumber(findings, findings.total);
}

/** Which of all matches `match` is, counted from 1; 0 if it is not there any more. */
export function numberOf({ counts }: Findings, match: Match): number {
  let before = 0;
  for (const { messageId, part, count } of counts) {
    const isThere = messageId === match.messageId && part === match.part;
    if (isThere) return match.nth < count ? before + match.nth + 1 : 0;
    before += count;
  }
  return 0;
}

function matchWithNumber({ counts }: Findings, number: number): Match | null {
  let before = 0;
  for (const { messageId, part, count } of counts) {
    if (number <= before + count && number > 0) {
      return { messageId, part, nth: number - before - 1 };
    }
    before += count;
  }
  return null;
}
