import { startBlock } from './block-starts';
import { readAlertKind } from './alerts';
import { appended, chunksOf, emptyList, listOf, type ChunkedList } from './chunked-list';
import { withoutSettledDefinitions } from './close-frame';
import { withCodeLine } from './code-text';
import type {
  BlockContext,
  FenceFrame,
  Frame,
  IndentedCodeFrame,
  ItemFrame,
  MathFrame,
  ParagraphFrame,
  Stack,
  TableFrame,
} from './frames';
import { CODE_INDENT } from './line-cursor';
import { LineStep } from './line-step';
import { MAX_MATH_LENGTH, readLaterMathLine } from './math';
import { ParagraphText } from './paragraph-text';
import { splitRow, toRow } from './table';

/**
 * The open blocks after one more line, given without its line end. This is CommonMark's own
 * algorithm: go down the open blocks that the line continues, see which new ones begin, and give
 * the rest of the line to the innermost.
 * https://spec.commonmark.org/0.31.2/#appendix-a-parsing-strategy
 */
export function readLine(stack: Stack, line: string, context: BlockContext): Stack {
  const step = new LineStep(stack, line, context);
  if (enterOpenBlocks(step) === 'done') return step.stack;
  if (step.hasUnmatched && step.tip.type === 'math') {
    return readLine(withoutOpenMath(stack, context), line, withoutMath(context));
  }
  let startedItem = false;
  while (!takesWholeLines(step.block)) {
    const started = startBlock(step);
    if (started === 'leaf') {
      step.noteLine({ isBlank: false });
      return step.stack;
    }
    if (started === 'none') break;
    startedItem = step.block.type === 'item';
  }
  addText(step, { startedItem });
  return step.stack;
}

/** `stack` with the lines of a formula that did not end read again, as what they are without it. */
export function withoutOpenMath(stack: Stack, context: BlockContext): Stack {
  const tip = stack.at(-1);
  if (tip?.type !== 'math') return stack;
  const asText = withoutMath(context);
  return chunksOf(tip.lines)
    .flat()
    .reduce((before, line) => readLine(before, line, asText), tip.before);
}

function withoutMath(context: BlockContext): BlockContext {
  // several paragraphs may begin in what is read again
  return { ...context, allowsMath: false, paragraphText: () => new ParagraphText() };
}

function takesWholeLines({ type }: Frame): boolean {
  return type === 'fence' || type === 'indented-code' || type === 'math';
}

/** Goes into each open block that the line continues. */
function enterOpenBlocks(step: LineStep): 'done' | 'continue' {
  for (let frame = step.enter(); frame !== null; frame = step.enter()) {
    switch (continues(frame, step)) {
      case 'yes':
        break;
      case 'no':
        step.leave();
        return 'continue';
      case 'ends':
        step.closeTip();
        step.noteLine({ isBlank: false });
        return 'done';
    }
  }
  return 'continue';
}

function continues(frame: Frame, step: LineStep): 'yes' | 'no' | 'ends' {
  const { cursor } = step;
  switch (frame.type) {
    case 'document':
    case 'list':
      return 'yes'; // whether a list goes on is seen at its items
    case 'quote':
      if (cursor.isIndented || cursor.nextCode !== 62 /* > */) return 'no';
      cursor.skipSpaces();
      cursor.skipCharacters(1);
      if (cursor.isAtSpace) cursor.skipColumns(1);
      return 'yes';
    case 'item':
      return continuesItem(frame, step);
    case 'paragraph':
      return cursor.isBlank ? 'no' : 'yes';
    case 'table':
      return cursor.isBlank || cursor.isIndented ? 'no' : 'yes';
    case 'footnote':
      return continuesFootnote(step);
    case 'math':
      return continuesMath(frame, step);
    case 'fence':
      return continuesFence(frame, step);
    case 'indented-code':
      if (cursor.isIndented) cursor.skipColumns(CODE_INDENT);
      else if (cursor.isBlank) cursor.skipSpaces();
      else return 'no';
      return 'yes';
  }
}

function continuesItem(frame: ItemFrame, step: LineStep): 'yes' | 'no' {
  const { cursor } = step;
  if (cursor.isBlank) {
    // An item may begin with one blank line, not with two.
    if (frame.children.length === 0 && step.tip === frame) return 'no';
    cursor.skipSpaces();
    return 'yes';
  }
  if (cursor.indent < frame.indent) return 'no';
  cursor.skipColumns(frame.indent);
  return 'yes';
}

function continuesFootnote({ cursor }: LineStep): 'yes' | 'no' {
  if (cursor.isBlank) cursor.skipSpaces();
  else if (cursor.isIndented) cursor.skipColumns(CODE_INDENT);
  else return 'no';
  return 'yes';
}

/** A blank line, text after the closing mark, or too much text: then it was no formula. */
function continuesMath(frame: MathFrame, step: LineStep): 'yes' | 'no' | 'ends' {
  const { cursor } = step;
  const line = cursor.line.slice(cursor.nonspace);
  const length = frame.source.length + line.length;
  if (cursor.isBlank || length > MAX_MATH_LENGTH) return 'no';
  const later = readLaterMathLine(line, frame.mark);
  if (later === null) return 'no';
  step.replaceTip({
    ...frame,
    source: `${frame.source}\n${later.source}`.trim(),
    lines: appended(frame.lines, cursor.line),
  });
  return later.isLast ? 'ends' : 'yes';
}

function continuesFence(frame: FenceFrame, { cursor }: LineStep): 'yes' | 'ends' {
  if (!cursor.isIndented && isClosingFence(cursor.line.slice(cursor.nonspace), frame))
    return 'ends';
  cursor.skipColumns(Math.min(frame.indent, cursor.indent));
  return 'yes';
}

function isClosingFence(text: string, { character, length }: FenceFrame): boolean {
  let end = 0;
  while (text[end] === character) end += 1;
  return end >= length && text.slice(end).trim() === '';
}

/** Gives the rest of the line to the innermost block that it belongs to. */
function addText(step: LineStep, { startedItem }: { readonly startedItem: boolean }): void {
  const { cursor, tip } = step;
  const { isBlank } = cursor;
  if (step.hasUnmatched && !isBlank && tip.type === 'paragraph') {
    step.replaceTip(withLine(tip, step, { mayBeHeader: false })); // a lazy continuation
    return;
  }
  step.closeUnmatched();
  const isNewItem = startedItem && step.block.type === 'item';
  step.noteLine({ isBlank: isBlank && !isNewItem });
  const { block } = step;
  switch (block.type) {
    case 'fence':
      step.replaceTip({ ...block, pieces: withCodeLine(block.pieces, cursor.rest()) });
      break;
    case 'indented-code':
      step.replaceTip(withIndentedLine(block, step));
      break;
    case 'table':
      addRow(block, step);
      break;
    case 'paragraph':
      step.replaceTip(
        withoutSettledDefinitions(withLine(block, step, { mayBeHeader: true }), step.context),
      );
      break;
    case 'math':
      break; // it has its line already
    case 'document':
    case 'quote':
    case 'list':
    case 'item':
    case 'footnote':
      if (!isBlank) openParagraph(step);
  }
}

function withLine(
  frame: ParagraphFrame,
  { cursor, context }: LineStep,
  { mayBeHeader }: Pick<ParagraphFrame, 'mayBeHeader'>,
): ParagraphFrame {
  const lines = appended(frame.lines, cursor.line.slice(cursor.nonspace));
  return {
    ...frame,
    lines,
    mayBeHeader: mayBeHeader && !cursor.isIndented,
    mayEndInMath: frame.mayEndInMath && context.allowsMath,
  };
}

const TASK = /^\[([ xX])\][ \t]+(?=[^ \t])/;

function openParagraph(step: LineStep): void {
  const { cursor, context } = step;
  let line = cursor.line.slice(cursor.nonspace);
  const { tip } = step;
  const alert = tip.type === 'quote' && tip.children.length === 0 ? readAlertKind(line) : null;
  if (alert !== null && tip.type === 'quote' && tip.alert === null) {
    step.replaceTip({ ...tip, alert });
    return;
  }
  const task = tip.type === 'item' && tip.children.length === 0 ? TASK.exec(line) : null;
  if (task !== null && tip.type === 'item') {
    line = line.slice(task[0].length);
    step.replaceTip({ ...tip, task: task[1] === ' ' ? 'open' : 'done' });
  }
  const paragraph: ParagraphFrame = {
    type: 'paragraph',
    lines: listOf([line]),
    mayDefine: line.startsWith('['),
    mayBeHeader: true,
    mayEndInMath: context.allowsMath,
    text: context.paragraphText(line),
  };
  step.open(withoutSettledDefinitions(paragraph, context));
}

function withIndentedLine(frame: IndentedCodeFrame, { cursor }: LineStep): IndentedCodeFrame {
  if (cursor.isBlank) {
    return { ...frame, blankLines: appended(frame.blankLines, cursor.rest()) };
  }
  const pieces = withCodeLine(withLines(frame.pieces, frame.blankLines), cursor.rest());
  return { ...frame, pieces, blankLines: emptyList() };
}

function withLines(pieces: ChunkedList<string>, lines: ChunkedList<string>): ChunkedList<string> {
  let list = pieces;
  for (const chunk of [...lines.full, lines.tail]) {
    for (const line of chunk) list = withCodeLine(list, line);
  }
  return list;
}

/** A row may leave out cells, but not so many that few characters make a huge table. */
const MAX_MISSING_CELLS = 65_536;

function addRow(frame: TableFrame, step: LineStep): void {
  const { cursor, context } = step;
  const line = cursor.line.slice(cursor.nonspace);
  const cells = splitRow(line);
  const columns = frame.alignments.length;
  const missingCells = frame.missingCells + columns - cells.length;
  if (missingCells > MAX_MISSING_CELLS) {
    step.closeTip();
    openParagraph(step);
    return;
  }
  const rows = appended(frame.rows, toRow(cells, columns, context.inline));
  step.replaceTip({ ...frame, rows, source: appended(frame.source, line), missingCells });
}
