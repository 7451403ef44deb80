import type { BlockList, FootnoteList, InlineContent } from './ast';
import { emptyList } from './chunked-list';
import type { BlockContext, Stack } from './frames';
import { parseInline, withResult } from './inline';
import type { InlineOptions } from './inline-cursor';
import { LineStep } from './line-step';
import { toHref as toSafeHref } from './links';
import { ParagraphText } from './paragraph-text';
import { readLine, withoutOpenMath } from './read-line';
import { ReferenceTable } from './references';
import { viewOf, type DocumentView } from './view';

export interface MarkdownParser {
  /** Adds text to the end. Costs its length, however much came before. */
  append(text: string): void;
  /** Says that no more text comes: what is half written is then exactly what it is. */
  finish(): void;
  /** The document so far. Blocks that are finished are the same objects each time. */
  readonly blocks: BlockList;
  /** In the order in which they were written, whether or not something leads to them. */
  readonly footnotes: FootnoteList;
}

export interface MarkdownOptions {
  /** The address to open for a link's destination; a link for which it is `null` stays text. */
  readonly toHref?: (destination: string) => string | null;
}

/**
 * A parser for one text that arrives in pieces: CommonMark with GitHub's tables, tasks, strikethrough,
 * footnotes, alerts and formulas, without HTML.
 */
export function createMarkdownParser({
  toHref = toSafeHref,
}: MarkdownOptions = {}): MarkdownParser {
  return new StreamingParser(toHref);
}

const LINE_END = /\r\n?|\n/g;
/** A carriage return may be half a line end, a high surrogate half a character. */
const HALF = /[\r\uD800-\uDBFF]$/;

/** A line up to this length is read anew with each piece of it. */
const SMALL_LINE = 1024;
/** A longer one when it has grown by this share, or by so much. */
const GROWTH = 1 / 16;
const MUCH_GROWTH = 4096;

/**
 * A last line of nothing but marks: a list, a rule, an underline, a row of a table? It is not shown
 * before it says what it is, so that nothing jumps.
 */
const UNDECIDED_LINE =
  /^[-+*_=|:#>`~ \t]*(?:\d{1,9}[.)]?)?[ \t]*(?:\[(?:[ xX]?|![A-Za-z]{0,9})\]?[ \t]*)?$/;
const MAX_UNDECIDED_LENGTH = 80;
const HALF_CLOSING_FENCE = /^[> \t]*(`+|~+)[ \t]*$/;

class StreamingParser implements MarkdownParser {
  readonly #toHref: (destination: string) => string | null;
  readonly #references = new ReferenceTable();
  /** The open blocks after the last complete line. */
  #stack: Stack = [
    {
      type: 'document',
      children: emptyList(),
      footnotes: emptyList(),
      lastLineIsBlank: false,
      lastChildEndsBlank: false,
    },
  ];
  /** The last line as far as it came. */
  #line = '';
  #half = '';
  /** The open blocks if the last line ended where it was last read, and the text since then. */
  #trial: Stack | null = null;
  #sinceTrial = '';
  /** The paragraph that the last line begins, so that it is not parsed anew with each trial. */
  #begun: { readonly text: ParagraphText; readonly start: string } | null = null;
  #shown: DocumentView | null = null;
  #isFinished = false;

  constructor(toHref: (destination: string) => string | null) {
    this.#toHref = toHref;
  }

  append(piece: string): void {
    if (this.#isFinished) throw new Error('The document is finished');
    if (piece === '') return;
    const text = this.#half + piece;
    this.#half = HALF.exec(text)?.[0] ?? '';
    this.#addText(text.slice(0, text.length - this.#half.length));
  }

  finish(): void {
    if (this.#isFinished) return;
    this.#isFinished = true;
    this.#addText(this.#half);
    if (this.#line !== '') this.#readLine();
    this.#stack = withoutOpenMath(this.#stack, this.#lasting);
    const step = new LineStep(this.#stack, '', this.#lasting);
    step.closeUnmatched();
    this.#stack = step.stack;
    this.#stack = this.#references.resolveAll(this.#stack, this.#parseClosed);
    this.#shown = null;
  }

  get blocks(): BlockList {
    return this.#view.blocks;
  }

  get footnotes(): FootnoteList {
    return this.#view.footnotes;
  }

  get #view(): DocumentView {
    this.#shown ??= this.#makeView();
    return this.#shown;
  }

  #addText(text: string): void {
    this.#shown = null;
    this.#references.allow(text.length);
    let start = 0;
    for (const end of text.matchAll(LINE_END)) {
      this.#line += text.slice(start, end.index);
      this.#readLine();
      start = end.index + end[0].length;
    }
    const rest = text.slice(start);
    this.#line += rest; // V8 keeps this as a rope: it is copied when it is read, not here
    this.#sinceTrial += rest;
  }

  #readLine(): void {
    this.#stack = readLine(this.#stack, this.#line.replaceAll('\0', '\uFFFD'), this.#lasting);
    this.#line = '';
    this.#trial = null;
    this.#sinceTrial = '';
    this.#begun = null;
  }

  #paragraphText(start: string): ParagraphText {
    const before = this.#begun;
    const goesOn = before !== null && start.startsWith(before.start);
    const text = goesOn ? before.text : new ParagraphText();
    this.#begun = { text, start };
    return text;
  }

  #makeView(): DocumentView {
    this.#stack = this.#references.resolve(this.#stack, this.#parseClosed);
    if (this.#isFinished)
      return viewOf(this.#stack, { context: this.#lasting, isInLine: false, unreadText: '' });
    const context = this.#passing;
    if (this.#line === '' || this.#isUndecided()) {
      return viewOf(this.#stack, { context, isInLine: false, unreadText: '' });
    }
    const { length } = this.#line;
    const mayWait = this.#trial !== null && length > SMALL_LINE;
    const growth = Math.min(length * GROWTH, MUCH_GROWTH);
    if (!mayWait || this.#sinceTrial.length >= growth || this.#trial === null) {
      this.#trial = readLine(this.#stack, this.#line.replaceAll('\0', '\uFFFD'), context);
      this.#sinceTrial = '';
    }
    return viewOf(this.#trial, { context, isInLine: true, unreadText: this.#sinceTrial });
  }

  #isUndecided(): boolean {
    if (this.#line.length > MAX_UNDECIDED_LENGTH) return false;
    const tip = this.#stack.at(-1);
    if (tip?.type === 'fence') {
      return HALF_CLOSING_FENCE.exec(this.#line)?.[1]?.startsWith(tip.character) === true;
    }
    return tip?.type !== 'indented-code' && UNDECIDED_LINE.test(this.#line);
  }

  #options(end: InlineOptions['end']): InlineOptions {
    return { definitions: this.#references.definitions, toHref: this.#toHref, end };
  }

  readonly #parseClosed = (text: string): InlineContent => parseText(text, this.#options('closed'));

  /** For complete lines. */
  readonly #lasting: BlockContext = {
    inline: (text) => this.#references.note(this.#parseClosed(text)),
    paragraph: ({ text, lines }) =>
      this.#references.note(text.content(lines, this.#options('closed'))),
    paragraphText: (start) => this.#paragraphText(start),
    toHref: (destination) => this.#toHref(destination),
    define: (definition) => this.#references.define(definition),
    allowsMath: true,
  };

  /** For a line that may still grow: nothing that is found in it is kept. */
  readonly #passing: BlockContext = {
    inline: (text) => parseText(text, this.#options('open')),
    paragraph: ({ text, lines }) => text.content(lines, this.#options('open')),
    paragraphText: (start) => this.#paragraphText(start),
    toHref: (destination) => this.#toHref(destination),
    define: () => undefined,
    allowsMath: true,
  };
}

const NO_CONTENT: InlineContent = { segments: emptyList(), missing: [], source: '' };

function parseText(text: string, options: InlineOptions): InlineContent {
  if (text === '') return NO_CONTENT;
  const result = parseInline(text, options);
  const { missing } = result;
  const segments = withResult(emptyList(), result);
  return { segments, missing, source: missing.length > 0 ? text : '' };
}
