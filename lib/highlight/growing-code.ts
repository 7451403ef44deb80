import { Highlighter, plain, type Token } from './highlighter';
import type { Language } from './language';

/** Lines that are drawn together. Each ends with its line end; a piece of a very long line may not. */
export type LineGroup = readonly string[];

export interface HighlightedLine {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export interface GrowingCodeOptions {
  readonly language: Language;
  /** Calls `work` when the browser has time. */
  schedule(work: () => void): void;
  /** Called when more lines that somebody sees are highlighted. */
  onProgress(): void;
  /** Milliseconds. */
  now?(): number;
}

interface ReadGroup {
  /** What was read; the same array is not compared again. */
  readonly group: LineGroup;
  readonly lines: readonly HighlightedLine[];
  /** As it is after these lines. */
  readonly highlighter: Highlighter;
}

/** So short that no frame is late for it. */
const SLICE_MS = 8;
/** Lines take a tenth of a millisecond, but in code that nests without end each takes longer. */
const SLOW_LINE_MS = 16;
/** After so many slow lines, the rest of the code stays plain. */
const MOST_SLOW_LINES = 10;
/** How many groups before one that is seen are read, where those before them were not. */
const LOOK_BACK = 3;
const NO_LINES: readonly HighlightedLine[] = [];

/**
 * Highlights code that grows at its end, where somebody sees it: each line once, a few milliseconds at a
 * time. What a line is depends on those before it; but code that is far from all that was read is begun
 * anew a little before it, with the group that begins indented least. CodeMirror 5 does much the same.
 * The last line may be incomplete, so it waits for a line after it, or for `settle`.
 */
export class GrowingCode {
  readonly #options: GrowingCodeOptions;
  readonly #now: () => number;
  #groups: readonly LineGroup[] = [];
  #seen: readonly number[] = [];
  #read = new Map<number, ReadGroup>();
  #isSettled = false;
  /** The last group as it was before its last line, while that was read and is the last. */
  #beforeLast: { readonly index: number; readonly read: ReadGroup } | null = null;
  #isScheduled = false;
  #slowLines = 0;

  constructor(options: GrowingCodeOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Takes the code so far, and which of its groups somebody sees. */
  update(groups: readonly LineGroup[], seen: Iterable<number>): void {
    this.#groups = groups;
    this.#seen = [...seen].toSorted((a, b) => a - b);
    this.#isSettled = false;
    this.#reviewLast();
    if (!this.#goesOn()) this.#restart();
    this.#schedule();
  }

  /** Takes the last line for complete, until the next `update`. */
  settle(): void {
    this.#isSettled = true;
    this.#schedule();
  }

  /** The highlighted lines at the start of a group: the same array until there are more of them. */
  linesOf(index: number): readonly HighlightedLine[] {
    return this.#read.get(index)?.lines ?? NO_LINES;
  }

  #schedule(): void {
    if (this.#isScheduled || this.#nextRange() === null) return;
    this.#isScheduled = true;
    this.#options.schedule(() => {
      this.#isScheduled = false;
      this.#work();
    });
  }

  #work(): void {
    const deadline = this.#now() + SLICE_MS;
    let isProgress = false;
    let range = this.#nextRange();
    if (range === null) return; // the code is another one by now
    do {
      this.#readLines(range, deadline);
      isProgress ||= this.#seen.includes(range.index);
      range = this.#nextRange();
    } while (range !== null && this.#now() < deadline);
    if (isProgress) this.#options.onProgress();
    this.#schedule();
  }

  /** Which lines of which group are to be read next: of one that is seen, or of one before it. */
  #nextRange(): LineRange | null {
    const seen = this.#seen.find((index) => !this.#isRead(index));
    if (seen === undefined) return null;
    const index = this.#startOf(seen);
    const group = this.#groups[index] ?? [];
    return { index, group, from: this.linesOf(index).length, end: this.#endOf(index) };
  }

  /** Whether all is read that there is of a group. */
  #isRead(index: number): boolean {
    return this.linesOf(index).length >= this.#endOf(index);
  }

  /** How many lines of a group can be read now. */
  #endOf(index: number): number {
    const length = this.#groups[index]?.length ?? 0;
    const isOpen = index === this.#groups.length - 1 && !this.#isSettled;
    return isOpen ? length - 1 : length;
  }

  /** The group to go on with, so that `seen` can be read after it. */
  #startOf(seen: number): number {
    const first = Math.max(0, seen - LOOK_BACK);
    for (let index = seen; index >= first - 1; index--) {
      if (this.#read.has(index)) return this.#isRead(index) ? index + 1 : index;
    }
    if (first === 0) return 0;
    const candidates = this.#groups.slice(first, seen + 1).map(indentationOf);
    return first + candidates.indexOf(Math.min(...candidates));
  }

  #readLines({ index, group, from, end }: LineRange, deadline: number): void {
    const lines = [...this.linesOf(index)];
    const highlighter = this.#highlighterFor(index);
    let before = group[from - 1] ?? this.#groups[index - 1]?.at(-1);
    for (const text of group.slice(from, end)) {
      const isLast = index === this.#groups.length - 1 && lines.length === group.length - 1;
      if (isLast) {
        const read = { group, lines: [...lines], highlighter: highlighter.copy() };
        this.#beforeLast = { index, read };
      }
      const isWhole = text.endsWith('\n') && (before?.endsWith('\n') ?? true);
      lines.push({ text, tokens: isWhole ? this.#tokensOf(text, highlighter) : plain(text) });
      before = text;
      if (this.#now() >= deadline) break;
    }
    this.#read.set(index, { group, lines, highlighter });
  }

  #highlighterFor(index: number): Highlighter {
    const begun = this.#read.get(index)?.highlighter;
    const before = this.#read.get(index - 1)?.highlighter;
    return begun ?? before?.copy() ?? new Highlighter(this.#options.language);
  }

  #tokensOf(line: string, highlighter: Highlighter): readonly Token[] {
    if (this.#slowLines >= MOST_SLOW_LINES) return plain(line);
    const start = this.#now();
    const tokens = highlighter.line(line);
    if (this.#now() - start > SLOW_LINE_MS) this.#slowLines += 1;
    return tokens;
  }

  /** Forgets the last line if it went on after all. */
  #reviewLast(): void {
    if (this.#beforeLast === null) return;
    const { index, read } = this.#beforeLast;
    const group = this.#groups[index] ?? [];
    const line = read.lines.length;
    if (group[line] !== this.linesOf(index)[line]?.text) {
      this.#read.set(index, read);
      this.#beforeLast = null;
    } else if (line < group.length - 1 || index < this.#groups.length - 1) {
      this.#beforeLast = null;
    }
  }

  /** Whether the code still has all that was read, where it was. */
  #goesOn(): boolean {
    return [...this.#read].every(([index, read]) => {
      const now = this.#groups[index] ?? [];
      if (now === read.group) return true;
      this.#read.set(index, { ...read, group: now });
      return read.lines.every(({ text }, line) => text === now[line]);
    });
  }

  #restart(): void {
    this.#read.clear();
    this.#beforeLast = null;
    this.#slowLines = 0;
  }
}

/** Of the first line that is not empty, in characters. */
function indentationOf(group: LineGroup): number {
  const indentation = group.map((line) => line.search(/\S/)).find((start) => start >= 0);
  return indentation ?? Number.POSITIVE_INFINITY;
}

interface LineRange {
  readonly index: number;
  readonly group: LineGroup;
  readonly from: number;
  readonly end: number;
}
