import { emptyList, lastOf, listOf, withoutLast } from './chunked-list';
import { withoutDefinitions } from './close-frame';
import { unescapeText } from './entities';
import { withCodeLine } from './code-text';
import { readFootnoteStart } from './footnotes';
import type { ListFrame, ListMarker } from './frames';
import { CODE_INDENT, isSpaceOrTab } from './line-cursor';
import type { LineStep } from './line-step';
import { readMathLine } from './math';
import { readAlignments, splitRow, toRow } from './table';

/** Deeper quotes and lists are text: nobody writes them, and each level costs every line. */
const MAX_DEPTH = 20;

/** What began: nothing, a block that the rest of the line may be inside of, or one that took it all. */
type Start = 'none' | 'container' | 'leaf';

/** Tries each way for a block to begin, in CommonMark's order. */
export function startBlock(step: LineStep): Start {
  for (const start of STARTS) {
    const found = start(step);
    if (found !== 'none') return found;
  }
  return 'none';
}

const STARTS: readonly ((step: LineStep) => Start)[] = [
  startQuote,
  startHeading,
  startFence,
  startMath,
  startFootnote,
  underlineHeading,
  addRule,
  startItem,
  startIndentedCode,
  startTable,
];

const CONTAINER_FIELDS = {
  children: emptyList<never>(),
  lastLineIsBlank: false,
  lastChildEndsBlank: false,
} as const;

function startQuote(step: LineStep): Start {
  const { cursor } = step;
  if (cursor.isIndented || cursor.nextCode !== 62 /* > */ || step.depth >= MAX_DEPTH) return 'none';
  cursor.skipSpaces();
  cursor.skipCharacters(1);
  if (cursor.isAtSpace) cursor.skipColumns(1);
  step.open({ type: 'quote', alert: null, ...CONTAINER_FIELDS });
  return 'container';
}

const HEADING = /#{1,6}(?=[ \t]|$)/y;

function startHeading(step: LineStep): Start {
  const { cursor, context } = step;
  if (cursor.isIndented) return 'none';
  HEADING.lastIndex = cursor.nonspace;
  const marks = HEADING.exec(cursor.line)?.[0];
  if (marks === undefined) return 'none';
  const source = headingText(cursor.line.slice(cursor.nonspace + marks.length));
  step.closeUnmatched();
  step.add({ type: 'heading', level: marks.length, content: context.inline(source) });
  return 'leaf';
}

/** The text between the marks. Written without a regular expression, which would backtrack. */
function headingText(source: string): string {
  const text = trimSpaces(source);
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  if (end === 0) return '';
  return isSpaceOrTab(text.charCodeAt(end - 1)) ? trimSpaces(text.slice(0, end)) : text;
}

function trimSpaces(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpaceOrTab(text.charCodeAt(start))) start += 1;
  while (end > start && isSpaceOrTab(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

const FENCE = /`{3,}(?![^]*`)|~{3,}/y;

function startFence(step: LineStep): Start {
  const { cursor } = step;
  if (cursor.isIndented) return 'none';
  FENCE.lastIndex = cursor.nonspace;
  const fence = FENCE.exec(cursor.line)?.[0];
  if (fence === undefined) return 'none';
  const info = unescapeText(trimSpaces(cursor.line.slice(cursor.nonspace + fence.length)));
  step.open({
    type: 'fence',
    character: fence[0] ?? '`',
    length: fence.length,
    indent: cursor.indent,
    language: info.split(/[ \t]/, 1)[0] ?? '',
    pieces: emptyList(),
  });
  return 'leaf';
}

function startMath(step: LineStep): Start {
  const { cursor, context, before, block } = step;
  if (cursor.isIndented || !context.allowsMath) return 'none';
  if (block.type === 'paragraph' && !block.mayEndInMath) return 'none';
  const line = readMathLine(cursor.line.slice(cursor.nonspace));
  switch (line?.type) {
    case undefined:
      return 'none';
    case 'whole':
      step.add({ type: 'math', source: line.source, state: 'closed' });
      return 'leaf';
    case 'first': {
      const { mark, source } = line;
      step.open({ type: 'math', mark, source, before, lines: listOf([cursor.line]) });
      return 'leaf';
    }
  }
}

/** Not in a quote, a list or another footnote: what it says is taken from here to the end. */
function startFootnote(step: LineStep): Start {
  const { cursor } = step;
  if (cursor.isIndented || step.depth > 0) return 'none';
  const found = readFootnoteStart(cursor.line, cursor.nonspace);
  if (found === null) return 'none';
  cursor.skipSpaces();
  cursor.skipCharacters(found.end - cursor.offset);
  cursor.skipSpaces();
  step.open({ type: 'footnote', label: found.value, ...CONTAINER_FIELDS });
  return 'container';
}

const UNDERLINE = /(?:=+|-+)[ \t]*$/y;

function underlineHeading(step: LineStep): Start {
  const { cursor, context, block } = step;
  if (cursor.isIndented || block.type !== 'paragraph') return 'none';
  UNDERLINE.lastIndex = cursor.nonspace;
  if (!UNDERLINE.test(cursor.line)) return 'none';
  const paragraph = withoutDefinitions(block, context);
  if (paragraph === null) {
    step.closeTip();
    return 'none';
  }
  const level = cursor.nextCode === 61 /* = */ ? 1 : 2;
  step.dropTip();
  step.add({ type: 'heading', level, content: context.paragraph(paragraph) });
  return 'leaf';
}

const RULE = /(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/y;

function addRule(step: LineStep): Start {
  const { cursor } = step;
  if (cursor.isIndented) return 'none';
  RULE.lastIndex = cursor.nonspace;
  if (!RULE.test(cursor.line)) return 'none';
  step.closeUnmatched();
  step.add({ type: 'rule' });
  return 'leaf';
}

const MARKER = /(?:[-+*]|(\d{1,9})[.)])(?=[ \t]|$)/y;

function startItem(step: LineStep): Start {
  const { cursor, block } = step;
  if (cursor.isIndented || step.depth >= MAX_DEPTH) return 'none';
  MARKER.lastIndex = cursor.nonspace;
  const match = MARKER.exec(cursor.line);
  if (match === null) return 'none';
  const [source, number] = match;
  const start = number === undefined ? null : Number(number);
  const { indent } = cursor;

  const contentStart = cursor.nonspace + source.length;
  if (block.type === 'paragraph') {
    const isEmpty = cursor.line.slice(contentStart).trim() === '';
    if (isEmpty || (start !== null && start !== 1)) return 'none';
  }
  cursor.skipSpaces();
  cursor.skipCharacters(source.length);
  const padding = source.length + skipPadding(step);

  step.closeUnmatched();
  const marker: ListMarker = { delimiter: source.at(-1) ?? '', start };
  if (step.tip.type === 'paragraph' || step.tip.type === 'table') step.closeTip();
  if (step.tip.type !== 'list' || step.tip.marker.delimiter !== marker.delimiter) {
    const list: ListFrame = { type: 'list', marker, isLoose: false, ...CONTAINER_FIELDS };
    step.open(list);
  }
  step.open({ type: 'item', indent: indent + padding, task: null, ...CONTAINER_FIELDS });
  return 'container';
}

/** Goes over the spaces after a list marker that belong to it, and says how many columns they are. */
function skipPadding({ cursor }: LineStep): number {
  const columns = cursor.isBlank || cursor.indent > CODE_INDENT ? 1 : cursor.indent;
  if (cursor.isAtSpace) cursor.skipColumns(columns);
  return columns;
}

function startIndentedCode(step: LineStep): Start {
  const { cursor } = step;
  if (!cursor.isIndented || cursor.isBlank || step.tip.type === 'paragraph') return 'none';
  cursor.skipColumns(CODE_INDENT);
  const pieces = withCodeLine(emptyList(), cursor.rest());
  step.open({ type: 'indented-code', pieces, blankLines: emptyList() });
  return 'leaf';
}

/** A delimiter row makes the last line of the paragraph before it the header of a table. */
function startTable(step: LineStep): Start {
  const { cursor, context, block } = step;
  if (cursor.isIndented || block.type !== 'paragraph' || !block.mayBeHeader) return 'none';
  const headerLine = lastOf(block.lines) ?? '';
  if (!headerLine.includes('|')) return 'none';
  const alignments = readAlignments(trimSpaces(cursor.line.slice(cursor.nonspace)));
  if (alignments === null) return 'none';
  const cells = splitRow(headerLine);
  if (cells.length === 0 || cells.length !== alignments.length) return 'none';
  step.dropTip();
  if (block.lines.length > 1) {
    step.open({ ...block, lines: withoutLast(block.lines) });
    step.closeTip();
  }
  const header = toRow(cells, cells.length, context.inline);
  const source = listOf([headerLine, cursor.line.slice(cursor.nonspace)]);
  step.open({ type: 'table', alignments, header, rows: emptyList(), source, missingCells: 0 });
  return 'leaf';
}
