import type { Inline, InlineSegment } from './ast';
import {
  readBracketedAutolink,
  readMailAddress,
  readWebAddress,
  readWwwAddress,
  type Autolink,
} from './autolinks';
import { appended, type ChunkedList } from './chunked-list';
import { DelimiterStack, readRun, type DelimiterRun } from './delimiters';
import { readEntity } from './entities';
import { buildTree, type BracketToken, type Token } from './inline-tree';
import { readFootnoteReference } from './footnotes';
import { isEscapable, labelKey, readLabel, readLinkTail } from './links';
import {
  findMathEnd,
  readDollars,
  readMath,
  readMathMark,
  type Formula,
  type MathMark,
} from './math';

export interface InlineOptions {
  readonly definitions: ReadonlyMap<string, { readonly href: string; readonly title: string }>;
  /** The address to open, or `null` for a destination that stays text. */
  readonly toHref: (destination: string) => string | null;
  /** `open` while more text may come: half-written syntax is shown as what it will likely be. */
  readonly end: 'open' | 'closed';
}

export interface InlineResult {
  /** Stretches that no text to come can change, and where each ends. */
  readonly segments: readonly { readonly nodes: InlineSegment; readonly end: number }[];
  /** What follows the last of them. */
  readonly rest: InlineSegment;
  readonly missing: readonly string[];
}

/** Least characters in a segment, so that looking for its end stays cheap. */
const SEGMENT_LENGTH = 512;

/** Longest text after an opening mark that is shown as a formula to be. */
const MAX_OPEN_MATH_LENGTH = 1000;
const MAX_OPEN_DOLLAR_LENGTH = 120;

/** Share of its characters that a segment weighs, so that a chunk of them has about 8,000. */
const SEGMENT_WEIGHT = 1 / 4;

/** `list` and what was parsed after it. */
export function withResult(
  list: ChunkedList<InlineSegment>,
  { segments, rest }: InlineResult,
): ChunkedList<InlineSegment> {
  let start = 0;
  let next = list;
  for (const { nodes, end } of segments) {
    next = appended(next, nodes, (end - start) * SEGMENT_WEIGHT);
    start = end;
  }
  return rest.length > 0 ? appended(next, rest) : next;
}

/** Parses the text of a leaf in one pass. */
export function parseInline(text: string, options: InlineOptions): InlineResult {
  return new InlineScanner(text, options).scan();
}

const NEWLINE = 10;
const SPACE = 32;
/** 1 for each ASCII character that may be more than text. */
const IS_SPECIAL = new Uint8Array(128);
for (const character of '\n\\`$*_~[]!<&:@wW') IS_SPECIAL[character.charCodeAt(0)] = 1;

interface OpenBracket {
  readonly token: BracketToken;
  /** The last delimiter before it. */
  readonly bottom: DelimiterRun | null;
  /** Whether another bracket came after it: then its text cannot be a label. */
  hasBracketAfter: boolean;
}

class InlineScanner {
  readonly #text: string;
  readonly #options: InlineOptions;
  readonly #lastLine: number;
  readonly #missing = new Set<string>();
  readonly #segments: { nodes: readonly Inline[]; end: number }[] = [];
  #tokens: Token[] = [];
  #delimiters = new DelimiterStack();
  readonly #brackets: OpenBracket[] = [];
  /** Brackets below this index cannot begin a link, since a link began after them. */
  #inactiveBrackets = 0;
  /** For each length of backtick run, where the last one stands; filled by the first vain search. */
  #lastBackticks: Map<number, number> | undefined;
  /** For each mark, where the next formula that it opens would end; filled by the first search. */
  readonly #mathEnds = new Map<MathMark, number | null>();
  /** Whether something stands here that only text to come can decide. */
  #isUndecided = false;
  #index = 0;
  /** Plain text since here is not in `#tokens` yet. */
  #textStart = 0;
  #nextSegmentEnd = SEGMENT_LENGTH;
  #segmentStep = SEGMENT_LENGTH;

  constructor(text: string, options: InlineOptions) {
    this.#options = options;
    this.#text = options.end === 'open' ? withoutHalfMark(text) : text;
    this.#lastLine = this.#text.lastIndexOf('\n') + 1;
  }

  scan(): InlineResult {
    const text = this.#text;
    while (this.#index < text.length) {
      const code = text.charCodeAt(this.#index);
      if (code < 128 && IS_SPECIAL[code] === 1) this.#special(text[this.#index] ?? '');
      else if (code === SPACE && this.#index >= this.#nextSegmentEnd) this.#space();
      else this.#index += 1;
    }
    this.#flush(text.length);
    this.#delimiters.match(null);
    if (this.#options.end === 'open') this.#showHalfWritten();
    return { segments: this.#segments, rest: buildTree(this.#tokens), missing: [...this.#missing] };
  }

  #special(character: string): void {
    switch (character) {
      case '\n':
        this.#newline();
        break;
      case '\\':
        if (!this.#math()) this.#backslash();
        break;
      case '$':
        if (!this.#math()) this.#index = endOfRun(this.#text, this.#index);
        break;
      case '`':
        this.#backticks();
        break;
      case '*':
      case '_':
      case '~':
        this.#run();
        break;
      case '[':
        if (!this.#footnote()) this.#openBracket({ isImage: false });
        break;
      case '!':
        if (this.#text[this.#index + 1] === '[') this.#openBracket({ isImage: true });
        else this.#index += 1;
        break;
      case ']':
        this.#closeBracket();
        break;
      case '<':
        this.#bracketedAutolink();
        break;
      case '&':
        this.#entity();
        break;
      case ':':
        this.#bareAutolink(readWebAddress(this.#text, this.#index, this.#bare));
        break;
      case '@':
        this.#bareAutolink(readMailAddress(this.#text, this.#index, this.#bare));
        break;
      default:
        this.#bareAutolink(readWwwAddress(this.#text, this.#index, this.#bare));
    }
  }

  get #bare() {
    return { from: this.#textStart, isInBrackets: this.#brackets.length > 0 };
  }

  /** Adds the plain text before `end`. */
  #flush(end: number): void {
    if (end > this.#textStart) {
      this.#tokens.push({ type: 'text', text: this.#text.slice(this.#textStart, end) });
    }
    this.#textStart = end;
  }

  #goTo(index: number): void {
    this.#index = index;
    this.#textStart = index;
  }

  #newline(): void {
    const text = this.#text;
    let end = this.#index;
    while (end > this.#textStart && text.charCodeAt(end - 1) === SPACE) end -= 1;
    const spaces = this.#index - end;
    this.#flush(end);
    if (spaces >= 2) this.#tokens.push({ type: 'node', node: { type: 'break' }, source: '' });
    else this.#tokens.push({ type: 'text', text: '\n' });
    this.#goTo(this.#index + 1);
    if (this.#index >= this.#nextSegmentEnd) this.#endSegment();
  }

  #space(): void {
    this.#index += 1;
    const code = this.#text.charCodeAt(this.#index);
    if (code === SPACE || code === NEWLINE || Number.isNaN(code)) return;
    this.#flush(this.#index);
    this.#endSegment();
  }

  /**
   * Ends a segment here, after a space, if what follows cannot reach back: nothing is open. What
   * this skips would need the rest of the text, which for an endless paragraph is quadratic.
   */
  #endSegment(): void {
    const isOpen = this.#options.end === 'open';
    if (this.#brackets.length === 0 && !(isOpen && this.#isUndecided)) {
      this.#delimiters.match(null);
      if (this.#delimiters.last === null) {
        this.#segments.push({ nodes: buildTree(this.#tokens), end: this.#index });
        this.#tokens = [];
        this.#segmentStep = SEGMENT_LENGTH;
        this.#nextSegmentEnd = this.#index + SEGMENT_LENGTH;
        return;
      }
    }
    this.#segmentStep *= 2; // each vain try looks at all that is open
    this.#nextSegmentEnd = this.#index + this.#segmentStep;
  }

  #backslash(): void {
    const next = this.#text.charCodeAt(this.#index + 1);
    if (next === NEWLINE) {
      this.#flush(this.#index);
      this.#tokens.push({ type: 'node', node: { type: 'break' }, source: '' });
      this.#goTo(this.#index + 2);
    } else if (isEscapable(next)) {
      this.#flush(this.#index);
      this.#goTo(this.#index + 1);
      this.#index += 1; // the next character is text, whatever it is
    } else this.#index += 1;
  }

  #backticks(): void {
    const text = this.#text;
    const start = this.#index;
    const contentStart = endOfRun(text, start);
    const length = contentStart - start;
    const contentEnd = this.#findBackticks(contentStart, length);
    if (contentEnd !== null) {
      this.#flush(start);
      this.#code(text.slice(contentStart, contentEnd));
      this.#goTo(contentEnd + length);
      return;
    }
    this.#isUndecided = true;
    this.#index = contentStart;
    if (this.#options.end === 'open' && start >= this.#lastLine && contentStart < text.length) {
      this.#flush(start);
      this.#code(text.slice(contentStart));
      this.#goTo(text.length);
    }
  }

  #findBackticks(from: number, length: number): number | null {
    if (this.#lastBackticks !== undefined && (this.#lastBackticks.get(length) ?? -1) < from)
      return null;
    const text = this.#text;
    const last = new Map<number, number>();
    for (let at = text.indexOf('`', from); at !== -1;) {
      const end = endOfRun(text, at);
      if (end - at === length) return at;
      last.set(end - at, at);
      at = text.indexOf('`', end);
    }
    this.#lastBackticks ??= last;
    return null;
  }

  #code(source: string): void {
    const text = source.replaceAll('\n', ' ');
    const isPadded = text.startsWith(' ') && text.endsWith(' ') && /[^ ]/.test(text);
    const node: Inline = { type: 'code', text: isPadded ? text.slice(1, -1) : text };
    this.#tokens.push({ type: 'node', node, source: text });
  }

  /** Whether a formula begins here. */
  #math(): boolean {
    const text = this.#text;
    const start = this.#index;
    const mark = readMathMark(text, start);
    if (mark === null) return false;
    const formula =
      mark === '$'
        ? readDollars(text, start)
        : readMath(text, start, mark, this.#mathEnd(mark, start + mark.length));
    if (formula === null) return false;
    this.#flush(start);
    if (formula !== 'open') {
      const source = text.slice(start, formula.end);
      const node: Inline = { type: 'math', ...formula.value, state: 'closed' };
      this.#tokens.push({ type: 'node', node, source });
      this.#goTo(formula.end);
      return true;
    }
    this.#isUndecided = true;
    if (this.#options.end === 'closed' || !this.#isLikelyMath(mark)) return false;
    const source = text.slice(start + mark.length).trim();
    const layout: Formula['layout'] = mark === '$$' || mark === '\\[' ? 'block' : 'inline';
    const node: Inline = { type: 'math', source, layout, state: 'open' };
    if (source !== '') this.#tokens.push({ type: 'node', node, source: text.slice(start) });
    this.#goTo(text.length);
    return true;
  }

  #mathEnd(mark: MathMark, from: number): number | null {
    const known = this.#mathEnds.get(mark);
    if (known === null || (known !== undefined && known >= from)) return known;
    const end = findMathEnd(this.#text, mark, from);
    this.#mathEnds.set(mark, end);
    return end;
  }

  /** Whether what `mark` begins here will likely be a formula: most single dollars are a price. */
  #isLikelyMath(mark: MathMark): boolean {
    const length = this.#text.length - this.#index;
    if (mark !== '$') return length <= MAX_OPEN_MATH_LENGTH;
    const isPrice = /\d/.test(this.#text[this.#index + 1] ?? '');
    return !isPrice && this.#index >= this.#lastLine && length <= MAX_OPEN_DOLLAR_LENGTH;
  }

  /** Whether the label of a footnote stands here. */
  #footnote(): boolean {
    const start = this.#index;
    const label = readFootnoteReference(this.#text, start);
    if (label === null) return false;
    if (label === 'open') {
      if (this.#options.end === 'closed') return false;
      this.#flush(start);
      this.#goTo(this.#text.length);
      return true;
    }
    this.#flush(start);
    const node: Inline = { type: 'footnote', label: label.value };
    this.#tokens.push({ type: 'node', node, source: this.#text.slice(start, label.end) });
    this.#goTo(label.end);
    return true;
  }

  #run(): void {
    const { length, run } = readRun(this.#text, this.#index);
    if (run !== null) {
      this.#flush(this.#index);
      this.#tokens.push(run);
      this.#delimiters.push(run);
      this.#textStart = this.#index + length;
    }
    this.#index += length;
  }

  #bracketedAutolink(): void {
    const link = readBracketedAutolink(this.#text, this.#index);
    const href = link === null ? null : this.#options.toHref(link.destination);
    if (link === null || href === null) {
      this.#index += 1;
      return;
    }
    this.#flush(this.#index);
    this.#link(link, href);
    this.#goTo(link.end + 1);
  }

  #bareAutolink(link: Autolink | null): void {
    if (link === null) {
      this.#index += 1;
      return;
    }
    const isGrowing = this.#options.end === 'open' && link.end === this.#text.length;
    const href = isGrowing ? null : this.#options.toHref(link.destination);
    if (href === null) {
      this.#index = link.end; // reading it again from its middle would be quadratic
      return;
    }
    this.#flush(link.start);
    this.#link(link, href);
    this.#goTo(link.end);
  }

  #link({ start, end }: Autolink, href: string): void {
    const source = this.#text.slice(start, end);
    const children: readonly Inline[] = [{ type: 'text', text: source }];
    this.#tokens.push({ type: 'node', node: { type: 'link', href, title: '', children }, source });
  }

  #entity(): void {
    const entity = readEntity(this.#text, this.#index);
    if (entity === null) {
      this.#index += 1;
      return;
    }
    this.#flush(this.#index);
    this.#tokens.push({ type: 'text', text: entity.value });
    this.#goTo(entity.end);
  }

  #openBracket({ isImage }: { isImage: boolean }): void {
    this.#flush(this.#index);
    this.#goTo(this.#index + (isImage ? 2 : 1));
    const above = this.#brackets.at(-1);
    if (above !== undefined) above.hasBracketAfter = true;
    const offset = this.#index;
    const token: BracketToken = { type: 'bracket', isImage, offset, target: null, isHidden: false };
    this.#tokens.push(token);
    this.#brackets.push({ token, bottom: this.#delimiters.last, hasBracketAfter: false });
  }

  #closeBracket(): void {
    const start = this.#index;
    const bracket = this.#brackets.pop();
    if (bracket === undefined) {
      this.#index += 1;
      return;
    }
    const { token } = bracket;
    const isInactive = !token.isImage && this.#brackets.length < this.#inactiveBrackets;
    this.#inactiveBrackets = Math.min(this.#inactiveBrackets, this.#brackets.length);
    if (isInactive) {
      this.#index += 1;
      return;
    }
    const target = this.#readTarget(bracket, start);
    if (target === 'half-written') {
      token.isHidden = true;
      this.#flush(start);
      this.#goTo(this.#text.length);
      return;
    }
    if (target === null) {
      this.#index += 1;
      return;
    }
    this.#flush(start);
    token.target = target;
    this.#tokens.push({
      type: 'link-end',
      bracket: token,
      source: this.#text.slice(start, target.end),
    });
    this.#delimiters.match(bracket.bottom);
    this.#delimiters.cut(bracket.bottom);
    if (!token.isImage) this.#inactiveBrackets = this.#brackets.length;
    this.#goTo(target.end);
  }

  /** Where the brackets that close at `close` lead to. */
  #readTarget(
    { token, hasBracketAfter }: OpenBracket,
    close: number,
  ): { href: string; title: string; end: number } | 'half-written' | null {
    const text = this.#text;
    const start = close + 1;
    const isOpen = this.#options.end === 'open';
    if (isOpen && start >= text.length && close >= this.#lastLine) return 'half-written';

    const tail = readLinkTail(text, start);
    if (tail === 'open') {
      this.#isUndecided = true;
      if (isOpen && close >= this.#lastLine) return 'half-written';
    } else if (tail !== null) {
      const href = this.#options.toHref(tail.value.destination);
      if (href !== null) return { href, title: tail.value.title, end: tail.end };
    }

    const label = readLabel(text, start);
    if (label === 'open') {
      this.#isUndecided = true;
      if (isOpen && close >= this.#lastLine) return 'half-written';
    }
    const hasLabel = label !== null && label !== 'open';
    const isFull = hasLabel && label.value !== '';
    if (!isFull && hasBracketAfter) return null;
    const key = labelKey(isFull ? label.value : text.slice(token.offset, close));
    if (key === null) return null;
    const definition = this.#options.definitions.get(key);
    if (definition === undefined) {
      this.#missing.add(key);
      return null;
    }
    return { ...definition, end: hasLabel ? label.end : start };
  }

  /** Closes what was opened in the last line, and hides the marks of a link that has only begun. */
  #showHalfWritten(): void {
    for (const { token } of this.#brackets) {
      if (token.offset > this.#lastLine) token.isHidden = true;
    }
    for (let run = this.#delimiters.last; run !== null; run = run.previous) {
      if (run.offset < this.#lastLine) break;
      if (!run.canOpen) continue;
      for (; run.remaining >= 2; run.remaining -= 2) run.opens.push(2);
      if (run.remaining === 1 && run.character !== '~') {
        run.opens.push(1);
        run.remaining = 0;
      }
    }
  }
}

function endOfRun(text: string, start: number): number {
  const code = text.charCodeAt(start);
  let end = start + 1;
  while (text.charCodeAt(end) === code) end += 1;
  return end;
}

/** `text` without marks at its end of which nobody can tell yet what they are. */
function withoutHalfMark(text: string): string {
  let end = text.length;
  while (end > 0 && '*_~`$\\!<'.includes(text[end - 1] ?? ' ')) end -= 1;
  return text.slice(0, end);
}
