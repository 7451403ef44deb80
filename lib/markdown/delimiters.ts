/** A run of `*`, `_` or `~`, and what it turned out to open and close. */
export interface DelimiterRun {
  readonly type: 'run';
  readonly character: string;
  readonly length: number;
  readonly canOpen: boolean;
  readonly canClose: boolean;
  /** Where it stands in the text. */
  readonly offset: number;
  /** Characters that are not used yet. */
  remaining: number;
  /** How many characters each use took, in the order of matching: for openers, innermost first. */
  readonly opens: (1 | 2)[];
  readonly closes: (1 | 2)[];
  previous: DelimiterRun | null;
  next: DelimiterRun | null;
}

const WORD = /[\p{L}\p{N}]/u;
const SPACE = /\s/;
const PUNCTUATION = /[\p{P}\p{S}]/u;

/** The run of one character at `start`, if it can open or close anything. */
export function readRun(text: string, start: number): { length: number; run: DelimiterRun | null } {
  const character = text[start] ?? '';
  let end = start + 1;
  while (text[end] === character) end += 1;
  const length = end - start;
  if (character === '~' && length < 2) return { length, run: null };

  const before = kindOf(start === 0 ? ' ' : characterBefore(text, start));
  const after = kindOf(
    end >= text.length ? ' ' : String.fromCodePoint(text.codePointAt(end) ?? 32),
  );
  const isLeftFlanking = after === 'word' || (after === 'punctuation' && before !== 'word');
  const isRightFlanking = before === 'word' || (before === 'punctuation' && after !== 'word');
  const isUnderscore = character === '_';
  const canOpen = isLeftFlanking && (!isUnderscore || !isRightFlanking || before === 'punctuation');
  const canClose = isRightFlanking && (!isUnderscore || !isLeftFlanking || after === 'punctuation');
  if (!canOpen && !canClose) return { length, run: null };
  const run: DelimiterRun = {
    type: 'run',
    character,
    length,
    canOpen,
    canClose,
    offset: start,
    remaining: length,
    opens: [],
    closes: [],
    previous: null,
    next: null,
  };
  return { length, run };
}

function characterBefore(text: string, index: number): string {
  const code = text.charCodeAt(index - 1);
  const isLowSurrogate = code >= 0xdc00 && code <= 0xdfff;
  return String.fromCodePoint(
    text.codePointAt(index - (isLowSurrogate && index > 1 ? 2 : 1)) ?? 32,
  );
}

function kindOf(character: string): 'space' | 'punctuation' | 'word' {
  if (WORD.test(character)) return 'word'; // by far the most common
  if (SPACE.test(character)) return 'space';
  return PUNCTUATION.test(character) ? 'punctuation' : 'word';
}

/** The runs that are not matched yet, in order. */
export class DelimiterStack {
  #first: DelimiterRun | null = null;
  #last: DelimiterRun | null = null;

  get last(): DelimiterRun | null {
    return this.#last;
  }

  push(run: DelimiterRun): void {
    run.previous = this.#last;
    if (this.#last === null) this.#first = run;
    else this.#last.next = run;
    this.#last = run;
  }

  /** Matches closers with openers after `bottom`, as CommonMark's "process emphasis" does. */
  match(bottom: DelimiterRun | null): void {
    /**
     * Up to these offsets there is no opener for closers of that kind: without this memory, thousands
     * of closers would each search all runs before them in vain. Offsets, since runs may go.
     */
    const openersBottom = new Map<string, number>();
    const bottomOffset = bottom?.offset ?? -1;
    let closer = bottom === null ? this.#first : bottom.next;
    while (closer !== null) {
      const next: DelimiterRun | null = closer.next;
      if (!closer.canClose) {
        closer = next;
        continue;
      }
      const kind = `${closer.character}${closer.canOpen}${closer.length % 3}`;
      const floor = openersBottom.get(kind) ?? bottomOffset;
      let opener = closer.previous;
      while (opener !== null && opener.offset > floor && !fits(opener, closer)) {
        opener = opener.previous;
      }
      if (opener === null || opener.offset <= floor) {
        openersBottom.set(kind, closer.previous?.offset ?? bottomOffset);
        if (!closer.canOpen) this.#remove(closer);
        closer = next;
        continue;
      }
      const used = opener.remaining >= 2 && closer.remaining >= 2 ? 2 : 1;
      opener.opens.push(used);
      closer.closes.push(used);
      opener.remaining -= used;
      closer.remaining -= used;
      opener.next = closer; // what lies between can match nothing outside any more
      closer.previous = opener;
      if (isUsedUp(opener)) this.#remove(opener);
      if (isUsedUp(closer)) {
        this.#remove(closer);
        closer = next;
      }
    }
  }

  /** Forgets the runs after `bottom`: what is in a link can match nothing outside it. */
  cut(bottom: DelimiterRun | null): void {
    this.#last = bottom;
    if (bottom === null) this.#first = null;
    else bottom.next = null;
  }

  #remove(run: DelimiterRun): void {
    if (run.previous === null) this.#first = run.next;
    else run.previous.next = run.next;
    if (run.next === null) this.#last = run.previous;
    else run.next.previous = run.previous;
  }
}

function isUsedUp(run: DelimiterRun): boolean {
  return run.remaining < (run.character === '~' ? 2 : 1);
}

function fits(opener: DelimiterRun, closer: DelimiterRun): boolean {
  if (!opener.canOpen || opener.character !== closer.character) return false;
  if (opener.character === '~') return true;
  // CommonMark's "rule of three" keeps `*foo**bar*` one emphasis.
  const isAmbiguous = closer.canOpen || opener.canClose;
  return !isAmbiguous || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0;
}
