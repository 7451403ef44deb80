import type { InlineCursor } from './inline-cursor';
import {
  findMathEnd,
  readDollars,
  readMath,
  readMathMark,
  type Formula,
  type MathMark,
} from './math';

/** Longest text after an opening mark that is shown as a formula to be. */
const MAX_OPEN_MATH_LENGTH = 1000;
const MAX_OPEN_DOLLAR_LENGTH = 120;

/** Reads formulas between any of their marks. */
export class MathRule {
  readonly #cursor: InlineCursor;
  /** For each mark, where the next formula that it opens would end; filled by the first search. */
  readonly #ends = new Map<MathMark, number | null>();

  constructor(cursor: InlineCursor) {
    this.#cursor = cursor;
  }

  /** Reads the formula that begins here; `false` where none does. */
  read(): boolean {
    const cursor = this.#cursor;
    const { text, index: start } = cursor;
    const mark = readMathMark(text, start);
    if (mark === null) return false;
    const formula =
      mark === '$'
        ? readDollars(text, start)
        : readMath(text, start, mark, this.#end(mark, start + mark.length));
    if (formula === null) return false;
    cursor.flush(start);
    if (formula !== 'open') {
      const source = text.slice(start, formula.end);
      cursor.pushNode({ type: 'math', ...formula.value, state: 'closed' }, source);
      cursor.goTo(formula.end);
      return true;
    }
    cursor.isUndecided = true;
    if (!cursor.isOpen || !isLikelyMath(cursor, mark)) return false;
    const source = text.slice(start + mark.length).trim();
    const layout: Formula['layout'] = mark === '$$' || mark === '\\[' ? 'block' : 'inline';
    if (source !== '') {
      cursor.pushNode({ type: 'math', source, layout, state: 'open' }, text.slice(start));
    }
    cursor.goTo(text.length);
    return true;
  }

  #end(mark: MathMark, from: number): number | null {
    const known = this.#ends.get(mark);
    if (known === null || (known !== undefined && known >= from)) return known;
    const end = findMathEnd(this.#cursor.text, mark, from);
    this.#ends.set(mark, end);
    return end;
  }
}

/** Whether what `mark` begins here will likely be a formula: most single dollars are a price. */
function isLikelyMath({ text, index, lastLine }: InlineCursor, mark: MathMark): boolean {
  const length = text.length - index;
  if (mark !== '$') return length <= MAX_OPEN_MATH_LENGTH;
  const isPrice = /\d/.test(text[index + 1] ?? '');
  return !isPrice && index >= lastLine && length <= MAX_OPEN_DOLLAR_LENGTH;
}
