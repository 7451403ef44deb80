import type { InlineContent, InlineSegment } from './ast';
import { appended, emptyList, itemsFrom, type ChunkedList } from './chunked-list';
import { parseInline, withResult, type InlineResult } from './inline';
import type { InlineOptions } from './inline-cursor';

type Lines = ChunkedList<string>;

/** Text up to this length is parsed anew with each change. */
const SMALL_TEXT = 2048;
/** Longer text that is still open is parsed anew when it has grown by this share. */
const GROWTH = 1 / 16;

/** What was last made of the text that is not settled. */
interface Parsed {
  readonly result: InlineResult;
  /** Of that text, in characters. */
  readonly length: number;
  /** Where it ended. */
  readonly end: { readonly line: number; readonly column: number };
}

/**
 * The text of one paragraph while lines are added to it. Remembers what no line to come can change,
 * so that a paragraph costs its length, not its length for each piece that arrives.
 *
 * Only a memory: what it answers depends on the lines that it is asked about, which must begin with
 * the lines that it was asked about before.
 */
export class ParagraphText {
  #settled: ChunkedList<InlineSegment> = emptyList();
  /** Where the text after `#settled` begins. */
  #line = 0;
  #column = 0;
  readonly #missing = new Set<string>();
  #last: { lines: Lines; end: InlineOptions['end']; content: InlineContent } | undefined;
  #parsed: Parsed | undefined;

  /** The content of the paragraph that consists of `lines`. */
  content(lines: Lines, options: InlineOptions): InlineContent {
    const { end } = options;
    if (this.#last?.lines === lines && this.#last.end === end) return this.#last.content;
    const content = this.#parse(lines, options);
    this.#last = { lines, end, content };
    return content;
  }

  #parse(lines: Lines, options: InlineOptions): InlineContent {
    if (lines.length <= this.#line && this.#line > 0) this.#forget();
    const waiting = options.end === 'open' ? this.#withUnparsed(lines) : null;
    if (waiting !== null) return waiting;
    const tail = itemsFrom(lines, this.#line);
    const text = withoutTrailingSpaces(tail.join('\n').slice(this.#column));
    const result = parseInline(text, options);
    for (const key of result.missing) this.#missing.add(key);
    if (options.end === 'closed') return this.#contentOf(result, lines);
    const end = { line: lines.length - 1, column: withoutTrailingSpaces(tail.at(-1) ?? '').length };
    const later = this.#settle(result, tail);
    this.#parsed = { result: later.result, length: text.length - later.settledLength, end };
    return this.#contentOf(later.result, null);
  }

  /**
   * What was parsed with the text after it as it is, if that is little; `null` if it is to be parsed.
   * Looks at the new text alone: a paragraph in which nothing settles may be very long.
   */
  #withUnparsed(lines: Lines): InlineContent | null {
    if (this.#parsed === undefined) return null;
    const { result, length, end } = this.#parsed;
    const later = itemsFrom(lines, end.line);
    if (later.length === 0 || (later[0] ?? '').length < end.column) return null;
    const text = withoutTrailingSpaces(later.join('\n').slice(end.column));
    const newLength = length + text.length;
    if (newLength <= SMALL_TEXT || text.length >= newLength * GROWTH) return null;
    const { segments, ...content } = this.#contentOf(result, null);
    return { ...content, segments: appended(segments, [{ type: 'text', text }]) };
  }

  #contentOf(result: InlineResult, closedLines: Lines | null): InlineContent {
    const segments = withResult(this.#settled, result);
    const missing = [...this.#missing];
    const needsSource = closedLines !== null && missing.length > 0;
    const source = needsSource ? withoutTrailingSpaces(itemsFrom(closedLines, 0).join('\n')) : '';
    return { segments, missing, source };
  }

  /**
   * Keeps segments for good, and returns the others. Not those in the last of several lines: that
   * line may yet become the header of a table. Nor, ever, those of a closed text: a line that seemed
   * to end it may yet continue it.
   */
  #settle(
    { segments, ...result }: InlineResult,
    tail: readonly string[],
  ): { readonly result: InlineResult; readonly settledLength: number } {
    let kept = 0;
    let settledEnd = 0;
    let line = 0;
    let lineStart = -this.#column;
    for (const { end } of segments) {
      let nextStart = lineStart + (tail[line] ?? '').length + 1;
      while (line < tail.length - 1 && nextStart <= end) {
        line += 1;
        lineStart = nextStart;
        nextStart += (tail[line] ?? '').length + 1;
      }
      const isInLastLine = line === tail.length - 1 && end > lineStart;
      if (isInLastLine && this.#line + line > 0) break;
      kept += 1;
      settledEnd = end;
    }
    this.#settled = withResult(this.#settled, {
      segments: segments.slice(0, kept),
      rest: [],
      missing: [],
    });
    this.#goTo(settledEnd, tail);
    const later = segments
      .slice(kept)
      .map((segment) => ({ ...segment, end: segment.end - settledEnd }));
    return { result: { ...result, segments: later }, settledLength: settledEnd };
  }

  /** Moves the beginning of the unsettled text by `length`. */
  #goTo(length: number, tail: readonly string[]): void {
    this.#column += length;
    for (const line of tail) {
      if (this.#column <= line.length) break;
      this.#column -= line.length + 1;
      this.#line += 1;
    }
  }

  #forget(): void {
    this.#settled = emptyList();
    this.#line = 0;
    this.#column = 0;
    this.#parsed = undefined;
  }
}

function withoutTrailingSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}
