import path from 'node:path';
import type { PageText } from '@/lib/chat/page-reading';
import { openReaderPage } from '../browser/reader-page';
import type { Corpus } from './corpus';
import type { CheckResult } from './parser-checks';

export const READABLE_PAGES = 'readability-pages';

/** Of the expected words, the least that a page's text may have, and the most it may have besides. */
const GOAL = { medianFound: 0.95, medianExtra: 0.05, leastFound: 0.8 };

/** Whether pages read as their readers expect, word by word. */
export async function checkReadablePages(corpus: Corpus): Promise<CheckResult> {
  const files = await corpus.files(READABLE_PAGES);
  const pages = files.filter((file) => path.basename(file) === 'source.html').map(path.dirname);
  await using reader = await openReaderPage();
  const faults: string[] = [];
  const results: Comparison[] = [];
  for (const page of pages) {
    const expected = await reader.textOf(await corpus.text(`${page}/expected.html`));
    const read = await reader.read(await corpus.text(`${page}/source.html`));
    const result = compare(read, expected);
    results.push(result);
    if (result.found < GOAL.leastFound)
      faults.push(`${page} has ${percent(result.found)} of its words`);
  }
  const found = median(results.map((each) => each.found));
  const extra = median(results.map((each) => each.extra));
  if (found < GOAL.medianFound) faults.push(`the median page has ${percent(found)} of its words`);
  if (extra > GOAL.medianExtra) faults.push(`the median page has ${percent(extra)} besides`);
  return { count: pages.length, faults };
}

interface Comparison {
  /** Shares of the expected words, 0 to 1 and more. */
  readonly found: number;
  readonly extra: number;
}

function compare({ text }: PageText, expected: string): Comparison {
  const wanted = countWords(expected);
  const got = countWords(text);
  const total = sum(wanted.values());
  const found = sum([...wanted].map(([word, count]) => Math.min(count, got.get(word) ?? 0)));
  return { found: found / total, extra: (sum(got.values()) - found) / total };
}

function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
