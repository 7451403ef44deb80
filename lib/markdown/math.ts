import type { MathInline } from './ast';
import type { Read } from './links';

/** A formula between its marks. */
export type Formula = Pick<MathInline, 'source' | 'layout'>;

/** Closing mark by opening mark. */
const CLOSERS = { $: '$', $$: '$$', '\\(': '\\)', '\\[': '\\]' } as const;
export type MathMark = keyof typeof CLOSERS;

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;

/** The mark at `start`: dollars as in pandoc and on GitHub, or the brackets that LaTeX has. */
export function readMathMark(text: string, start: number): MathMark | null {
  const next = text[start + 1] ?? '';
  if (text[start] === '$') return next === '$' ? '$$' : '$';
  if (text[start] !== '\\') return null;
  if (next === '(') return '\\(';
  return next === '[' ? '\\[' : null;
}

/** Most characters of a formula. What does not end by then is text, and need not be waited for. */
export const MAX_MATH_LENGTH = 4000;

/**
 * Reads the formula that `mark` opens at `start`, if its closing mark stands at `end`; `'open'` if the
 * text ends before it does.
 */
export function readMath(
  text: string,
  start: number,
  mark: Exclude<MathMark, '$'>,
  end: number | null,
): Read<Formula> {
  const from = start + mark.length;
  if (end === null || end - from > MAX_MATH_LENGTH) {
    return text.length - from > MAX_MATH_LENGTH ? null : 'open';
  }
  const source = text.slice(from, end).trim();
  if (!LETTER_OR_DIGIT.test(source)) return null; // brackets that were escaped one by one
  const layout = mark === '\\(' ? 'inline' : 'block';
  return { value: { source, layout }, end: end + mark.length };
}

/**
 * Reads `$…$` at `start` by pandoc's rules, with which `$5 and $10` is text, and one of our own.
 * https://pandoc.org/MANUAL.html#math
 */
export function readDollars(text: string, start: number): Read<Formula> {
  const from = start + 1;
  const next = text[from] ?? '';
  if (/[\s$]|^$/.test(next)) return null;
  if (/[,.;:!?)]/.test(next) && /\d/.test(text[start - 1] ?? '')) return null; // 5$, or 10$
  const limit = from + MAX_MATH_LENGTH;
  for (let index = from; index < text.length; index += 1) {
    if (index > limit) return null;
    const character = text[index];
    if (character === '`') return null; // code holds more than a formula does
    if (character === '$') {
      const isEnd = !/\s/.test(text[index - 1] ?? '') && !/\d/.test(text[index + 1] ?? '');
      if (!isEnd) return null;
      return { value: { source: text.slice(from, index), layout: 'inline' }, end: index + 1 };
    }
    if (character === '\\') index += 1;
  }
  return 'open';
}

/** Where the formula after `mark` ends; what a backslash makes literal does not end it. */
export function findMathEnd(text: string, mark: MathMark, from: number): number | null {
  const closer = CLOSERS[mark];
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === closer[0] && text.startsWith(closer, index)) return index;
    if (text[index] === '\\') index += 1;
  }
  return null;
}

/** A line that is a formula, or that begins one of several lines. */
export type MathLine =
  | { readonly type: 'whole'; readonly source: string }
  | { readonly type: 'first'; readonly mark: MathMark; readonly source: string };

/** `\[` alone may as well be a bracket that was escaped: something must say that it is a formula. */
const FIRST_OF_SEVERAL = /^(?:\$\$|\\\[(?=[ \t\\]|$))/;

/** Reads a line that begins with the mark of a displayed formula; `null` if it is text. */
export function readMathLine(line: string): MathLine | null {
  const mark = readMathMark(line, 0);
  if (mark !== '$$' && mark !== '\\[') return null;
  const end = findMathEnd(line, mark, mark.length);
  if (end !== null) {
    const source = line.slice(mark.length, end).trim();
    const stop = readFullStop(line.slice(end + mark.length));
    if (stop === null || !LETTER_OR_DIGIT.test(source)) return null;
    return { type: 'whole', source: source + stop };
  }
  if (!FIRST_OF_SEVERAL.test(line) || line.length > MAX_MATH_LENGTH) return null;
  return { type: 'first', mark, source: line.slice(mark.length).trim() };
}

/** What a line adds to the formula that `mark` began, and whether it ends it; `null` if text follows. */
export function readLaterMathLine(
  line: string,
  mark: MathMark,
): { readonly source: string; readonly isLast: boolean } | null {
  const end = findMathEnd(line, mark, 0);
  if (end === null) return { source: line.trim(), isLast: false };
  const stop = readFullStop(line.slice(end + mark.length));
  return stop === null ? null : { source: line.slice(0, end).trim() + stop, isLast: true };
}

/** Punctuation after a displayed formula stands in its line; `null` if there is more than that. */
function readFullStop(rest: string): string | null {
  const stop = rest.trim();
  return /^[.,;]?$/.test(stop) ? stop : null;
}
