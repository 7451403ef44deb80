import type { Inline, InlineSegment } from './ast';
import { readMailAddress, readWebAddress, readWwwAddress } from './autolinks';
import { appended, type ChunkedList } from './chunked-list';
import { readRun } from './delimiters';
import { readEntity } from './entities';
import { readFootnoteReference } from './footnotes';
import { takeBareAutolink, takeBracketedAutolink } from './inline-autolinks';
import { BracketRule } from './inline-brackets';
import { CodeRule } from './inline-code';
import { endOfRun, InlineCursor, type InlineOptions } from './inline-cursor';
import { MathRule } from './inline-math';
import { buildTree } from './inline-tree';
import { isEscapable } from './links';

export interface InlineResult {
  /** Stretches that no text to come can change, and where each ends. */
  readonly segments: readonly { readonly nodes: InlineSegment; readonly end: number }[];
  /** What follows the last of them. */
  readonly rest: InlineSegment;
  readonly missing: readonly string[];
}

/** Least characters in a segment, so that looking for its end stays cheap. */
const SEGMENT_LENGTH = 512;

/** Share of its characters that a segment weighs, so that a chunk of them has about 4,000. */
const SEGMENT_WEIGHT = 1 / 2;

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

class InlineScanner {
  readonly #cursor: InlineCursor;
  readonly #code: CodeRule;
  readonly #math: MathRule;
  readonly #brackets: BracketRule;
  readonly #segments: { nodes: InlineSegment; end: number }[] = [];
  #nextSegmentEnd = SEGMENT_LENGTH;
  #segmentStep = SEGMENT_LENGTH;

  constructor(text: string, options: InlineOptions) {
    this.#cursor = new InlineCursor(text, options);
    this.#code = new CodeRule(this.#cursor);
    this.#math = new MathRule(this.#cursor);
    this.#brackets = new BracketRule(this.#cursor);
  }

  scan(): InlineResult {
    const cursor = this.#cursor;
    const { text } = cursor;
    while (cursor.index < text.length) {
      const code = text.charCodeAt(cursor.index);
      if (code < 128 && IS_SPECIAL[code] === 1) this.#special(text[cursor.index] ?? '');
      else if (code === SPACE && cursor.index >= this.#nextSegmentEnd) this.#space();
      else cursor.index += 1;
    }
    cursor.flush(text.length);
    cursor.delimiters.match(null);
    if (cursor.isOpen) {
      this.#brackets.hideHalfWritten();
      closeHalfWritten(cursor);
    }
    const rest = buildTree(cursor.takeTokens());
    return { segments: this.#segments, rest, missing: [...this.#brackets.missing] };
  }

  #special(character: string): void {
    const cursor = this.#cursor;
    const { text, index } = cursor;
    switch (character) {
      case '\n':
        this.#newline();
        break;
      case '\\':
        if (!this.#math.read()) takeBackslash(cursor);
        break;
      case '$':
        if (!this.#math.read()) cursor.index = endOfRun(text, index);
        break;
      case '`':
        this.#code.read();
        break;
      case '*':
      case '_':
      case '~':
        takeRun(cursor);
        break;
      case '[':
        if (!takeFootnote(cursor)) this.#brackets.open({ isImage: false });
        break;
      case '!':
        if (text[index + 1] === '[') this.#brackets.open({ isImage: true });
        else cursor.index += 1;
        break;
      case ']':
        this.#brackets.close();
        break;
      case '<':
        takeBracketedAutolink(cursor);
        break;
      case '&':
        takeEntity(cursor);
        break;
      case ':':
        takeBareAutolink(cursor, readWebAddress(text, index, this.#bare));
        break;
      case '@':
        takeBareAutolink(cursor, readMailAddress(text, index, this.#bare));
        break;
      default:
        takeBareAutolink(cursor, readWwwAddress(text, index, this.#bare));
    }
  }

  get #bare() {
    return { from: this.#cursor.textStart, isInBrackets: this.#brackets.isInside };
  }

  #newline(): void {
    const cursor = this.#cursor;
    let end = cursor.index;
    while (end > cursor.textStart && cursor.text.charCodeAt(end - 1) === SPACE) end -= 1;
    const spaces = cursor.index - end;
    cursor.flush(end);
    if (spaces >= 2) cursor.pushNode({ type: 'break' }, '');
    else cursor.push({ type: 'text', text: '\n' });
    cursor.goTo(cursor.index + 1);
    if (cursor.index >= this.#nextSegmentEnd) this.#endSegment();
  }

  #space(): void {
    const cursor = this.#cursor;
    cursor.index += 1;
    const code = cursor.text.charCodeAt(cursor.index);
    if (code === SPACE || code === NEWLINE || Number.isNaN(code)) return;
    cursor.flush(cursor.index);
    this.#endSegment();
  }

  /**
   * Ends a segment here, after a space, if what follows cannot reach back: nothing is open. What
   * this skips would need the rest of the text, which for an endless paragraph is quadratic.
   */
  #endSegment(): void {
    const cursor = this.#cursor;
    if (!this.#brackets.isInside && !(cursor.isOpen && cursor.isUndecided)) {
      cursor.delimiters.match(null);
      if (cursor.delimiters.last === null) {
        this.#segments.push({ nodes: buildTree(cursor.takeTokens()), end: cursor.index });
        this.#segmentStep = SEGMENT_LENGTH;
        this.#nextSegmentEnd = cursor.index + SEGMENT_LENGTH;
        return;
      }
    }
    this.#segmentStep *= 2; // each vain try looks at all that is open
    this.#nextSegmentEnd = cursor.index + this.#segmentStep;
  }
}

function takeBackslash(cursor: InlineCursor): void {
  const next = cursor.text.charCodeAt(cursor.index + 1);
  if (next === NEWLINE) {
    cursor.flush(cursor.index);
    cursor.pushNode({ type: 'break' }, '');
    cursor.goTo(cursor.index + 2);
  } else if (isEscapable(next)) {
    cursor.flush(cursor.index);
    cursor.goTo(cursor.index + 1);
    cursor.index += 1; // the next character is text, whatever it is
  } else cursor.index += 1;
}

function takeRun(cursor: InlineCursor): void {
  const { length, run } = readRun(cursor.text, cursor.index);
  if (run === null) {
    cursor.index += length;
    return;
  }
  cursor.flush(cursor.index);
  cursor.push(run);
  cursor.delimiters.push(run);
  cursor.goTo(cursor.index + length);
}

function takeEntity(cursor: InlineCursor): void {
  const entity = readEntity(cursor.text, cursor.index);
  if (entity === null) {
    cursor.index += 1;
    return;
  }
  cursor.flush(cursor.index);
  cursor.push({ type: 'text', text: entity.value });
  cursor.goTo(entity.end);
}

/** Takes the label of a footnote; `false` where none stands here. */
function takeFootnote(cursor: InlineCursor): boolean {
  const { text, index: start } = cursor;
  const label = readFootnoteReference(text, start);
  if (label === null || (label === 'open' && !cursor.isOpen)) return false;
  cursor.flush(start);
  if (label === 'open') {
    cursor.goTo(text.length);
    return true;
  }
  const node: Inline = { type: 'footnote', label: label.value };
  cursor.pushNode(node, text.slice(start, label.end));
  cursor.goTo(label.end);
  return true;
}

/** Closes the emphasis that was opened in the last line. */
function closeHalfWritten({ delimiters, lastLine }: InlineCursor): void {
  for (let run = delimiters.last; run !== null; run = run.previous) {
    if (run.offset < lastLine) break;
    if (!run.canOpen) continue;
    for (; run.remaining >= 2; run.remaining -= 2) run.opens.push(2);
    if (run.remaining === 1 && run.character !== '~') {
      run.opens.push(1);
      run.remaining = 0;
    }
  }
}
