import type { Inline, InlineContent, InlineSegment } from './ast';
import { appended, emptyList, itemsFrom, type ChunkedList } from './chunked-list';
import { parseInline, withResult, type InlineOptions, type InlineResult } from './inline';

type Lines = ChunkedList<string>;

/** Text up to this length is parsed anew with each change. */
const SMALL_TEXT = 2048;
/** Longer text that is still open is parsed anew when it has grown by this share. */
const GROWTH = 1 / 16;

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
  #parsedText = '';
  #parsed: InlineResult | undefined;

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
    const tail = itemsFrom(lines, this.#line);
    const text = withoutTrailingSpaces(tail.join('\n').slice(this.#column));
    const grown = text.length - this.#parsedText.length;
    const mayWait = options.end === 'open' && text.length > SMALL_TEXT && grown >= 0;
    if (mayWait && this.#parsed !== undefined && grown < text.length * GROWTH) {
      const { segments, ...content } = this.#contentOf(this.#parsed, null);
      const plain: Inline = { type: 'text', text: text.slice(this.#parsedText.length) };
      return { ...content, segments: appended(segments, [plain]) };
    }
    const result = parseInline(text, options);
    for (const key of result.missing) this.#missing.add(key);
    if (options.end === 'closed') return this.#contentOf(result, lines);
    return this.#contentOf(this.#settle(text, result, tail), null);
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
    text: string,
    { segments, ...result }: InlineResult,
    tail: readonly string[],
  ): InlineResult {
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
    this.#parsedText = text.slice(settledEnd);
    const later = segments
      .slice(kept)
      .map((segment) => ({ ...segment, end: segment.end - settledEnd }));
    this.#parsed = { ...result, segments: later };
    return this.#parsed;
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
    this.#parsedText = '';
    this.#parsed = undefined;
  }
}

function withoutTrailingSpaces(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}
