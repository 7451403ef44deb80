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
  /** Called when more lines are highlighted. */
  onProgress(): void;
  /** Milliseconds. */
  now?(): number;
}

interface DoneGroup {
  /** What was read; the same array is not compared again. */
  readonly group: LineGroup;
  readonly lines: readonly HighlightedLine[];
}

/** So short that no frame is late for it. */
const SLICE_MS = 8;
/** Lines take a tenth of a millisecond, but in code that nests without end each takes longer. */
const SLOW_LINE_MS = 16;
/** After so many slow lines, the rest of the code stays plain. */
const MOST_SLOW_LINES = 10;
const NO_LINES: readonly HighlightedLine[] = [];

/**
 * Highlights code that grows at its end: each line once, a few milliseconds at a time. The last line
 * may be incomplete, so it waits for a line after it, or for `settle`.
 */
export class GrowingCode {
  readonly #options: GrowingCodeOptions;
  readonly #now: () => number;
  #highlighter: Highlighter;
  #groups: readonly LineGroup[] = [];
  #wanted = 0;
  #done: DoneGroup[] = [];
  #isSettled = false;
  /** The highlighter as it was before the last line, while that is the last and was read. */
  #beforeLast: Highlighter | null = null;
  #isScheduled = false;
  #slowLines = 0;

  constructor(options: GrowingCodeOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#highlighter = new Highlighter(options.language);
  }

  /** Takes the code so far, and how many of its groups somebody wants to see. */
  update(groups: readonly LineGroup[], wanted: number): void {
    this.#groups = groups;
    this.#wanted = wanted;
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
    return this.#done[index]?.lines ?? NO_LINES;
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
    let range = this.#nextRange();
    if (range === null) return; // the code is another one by now
    do {
      this.#read(range, deadline);
      range = this.#nextRange();
    } while (range !== null && this.#now() < deadline);
    this.#options.onProgress();
    this.#schedule();
  }

  /** Which lines of which group can be read now. */
  #nextRange(): LineRange | null {
    const last = this.#done.length - 1;
    const isLastDone = this.linesOf(last).length >= (this.#groups[last]?.length ?? 0);
    const index = isLastDone ? last + 1 : last;
    const group = this.#groups[index];
    if (group === undefined || index >= this.#wanted) return null;
    const isOpen = index === this.#groups.length - 1 && !this.#isSettled;
    const from = this.linesOf(index).length;
    const end = isOpen ? group.length - 1 : group.length;
    return from < end ? { index, group, from, end } : null;
  }

  #read({ index, group, from, end }: LineRange, deadline: number): void {
    const lines = [...this.linesOf(index)];
    let before = lines.at(-1) ?? this.linesOf(index - 1).at(-1);
    for (const text of group.slice(from, end)) {
      const isLast = index === this.#groups.length - 1 && lines.length === group.length - 1;
      if (isLast) this.#beforeLast = this.#highlighter.copy();
      const isWhole = text.endsWith('\n') && (before?.text.endsWith('\n') ?? true);
      before = { text, tokens: isWhole ? this.#tokensOf(text) : plain(text) };
      lines.push(before);
      if (this.#now() >= deadline) break;
    }
    this.#done[index] = { group, lines };
  }

  #tokensOf(line: string): readonly Token[] {
    if (this.#slowLines >= MOST_SLOW_LINES) return plain(line);
    const start = this.#now();
    const tokens = this.#highlighter.line(line);
    if (this.#now() - start > SLOW_LINE_MS) this.#slowLines += 1;
    return tokens;
  }

  /** Forgets the last line if it went on after all. */
  #reviewLast(): void {
    const last = this.#done.at(-1);
    if (this.#beforeLast === null || last === undefined) return;
    const index = this.#done.length - 1;
    const group = this.#groups[index] ?? [];
    const line = last.lines.length - 1;
    if (group[line] !== last.lines[line]?.text) {
      this.#done[index] = { ...last, lines: last.lines.slice(0, -1) };
      this.#highlighter = this.#beforeLast;
      this.#beforeLast = null;
    } else if (line < group.length - 1 || index < this.#groups.length - 1) {
      this.#beforeLast = null;
    }
  }

  /** Whether the code still begins with all that was read. */
  #goesOn(): boolean {
    return this.#done.every(({ group, lines }, index) => {
      const now = this.#groups[index] ?? [];
      if (now === group) return true;
      this.#done[index] = { group: now, lines };
      return lines.every(({ text }, line) => text === now[line]);
    });
  }

  #restart(): void {
    this.#highlighter = new Highlighter(this.#options.language);
    this.#done = [];
    this.#beforeLast = null;
    this.#slowLines = 0;
  }
}

interface LineRange {
  readonly index: number;
  readonly group: LineGroup;
  readonly from: number;
  readonly end: number;
}
