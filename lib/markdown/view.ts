import type { Block, BlockList, FootnoteList, InlineContent } from './ast';
import { appended, emptyList, itemsFrom, lastOf, listOf, withoutLast } from './chunked-list';
import { closeFrame, isMath } from './close-frame';
import { withCodeLine } from './code-text';
import { readDefinition } from './definitions';
import {
  isContainer,
  withChild,
  type BlockContext,
  type Closed,
  type FenceFrame,
  type Frame,
  type LeafFrame,
  type ParagraphFrame,
  type Stack,
} from './frames';
import { splitRow, toRow } from './table';

export interface OpenEnd {
  readonly context: BlockContext;
  /** Whether the last line may still grow. */
  readonly isInLine: boolean;
  /** The end of the last line, if it is so long that it is not read with each piece. */
  readonly unreadText: string;
}

export interface DocumentView {
  readonly blocks: BlockList;
  readonly footnotes: FootnoteList;
}

/** What the open blocks look like now: half-written syntax as what it will likely be. */
export function viewOf(stack: Stack, end: OpenEnd): DocumentView {
  let children: readonly Closed[] = [];
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    const frame = stack[index];
    if (frame === undefined) break;
    if (isContainer(frame)) {
      const full = children.reduce<Frame>(
        (parent, child) => withChild(parent, child, false),
        frame,
      );
      if (full.type === 'document') return { blocks: full.children, footnotes: full.footnotes };
      const closed = closeFrame(full, end.context);
      children = closed === null ? [] : [closed];
    } else children = viewOfTip(frame, end);
  }
  return { blocks: emptyList(), footnotes: emptyList() };
}

function viewOfTip(frame: LeafFrame, end: OpenEnd): readonly Closed[] {
  switch (frame.type) {
    case 'paragraph':
      return viewOfParagraph(frame, end);
    case 'fence':
      return viewOfFence(frame, end);
    case 'math':
      return openMath(frame.source + end.unreadText);
    case 'table':
    case 'indented-code': {
      const closed = closeFrame(frame, end.context);
      return closed === null ? [] : [closed];
    }
  }
}

function viewOfFence(frame: FenceFrame, { isInLine, unreadText }: OpenEnd): readonly Block[] {
  const isOpening = isInLine && frame.pieces.length === 0;
  const language = isOpening ? '' : frame.language;
  const pieces =
    isOpening || unreadText === '' ? frame.pieces : withCodeLine(frame.pieces, unreadText);
  if (isMath({ language, pieces })) return openMath(itemsFrom(pieces, 0).join(''));
  return [{ type: 'code', language, pieces }];
}

/** What may be half of the closing mark is not shown. */
function openMath(text: string): readonly Block[] {
  let end = text.length;
  while (end > 0 && '$\\ \t\n'.includes(text[end - 1] ?? '')) end -= 1;
  const source = text.slice(0, end).trim();
  return source === '' ? [] : [{ type: 'math', source, state: 'open' }];
}

/** Longest beginning of a paragraph that is held back because it may be a link definition. */
const MAX_HELD_BACK_LENGTH = 512;

/** Bounds what each piece of a long line costs. */
const MAX_LIKELY_HEADER_LENGTH = 1024;

function viewOfParagraph(frame: ParagraphFrame, end: OpenEnd): readonly Block[] {
  if (frame.lines.length === 0 || isLikelyDefinition(frame, end.context)) return [];
  const lastLine = lastOf(frame.lines) ?? '';
  // A line that begins with a pipe is the header of a table, as good as always.
  const isLikelyHeader = frame.mayBeHeader && lastLine.startsWith('|');
  if (!isLikelyHeader || lastLine.length > MAX_LIKELY_HEADER_LENGTH) return [paragraph(frame, end)];
  const header = toRow(splitRow(lastLine), splitRow(lastLine).length, end.context.inline);
  const table: Block = {
    type: 'table',
    alignments: header.map(() => null),
    header,
    rows: emptyList(),
    source: listOf([lastLine]),
  };
  if (frame.lines.length === 1) return [table];
  return [paragraph({ ...frame, lines: withoutLast(frame.lines) }, end), table];
}

function isLikelyDefinition(
  { mayDefine, lines }: ParagraphFrame,
  { toHref }: BlockContext,
): boolean {
  if (!mayDefine || lines.length > MAX_HELD_BACK_LENGTH) return false;
  const text = itemsFrom(lines, 0).join('\n');
  return text.length <= MAX_HELD_BACK_LENGTH && readDefinition(text, toHref).type !== 'none';
}

function paragraph(frame: ParagraphFrame, { context, unreadText }: OpenEnd): Block {
  const content = context.paragraph(frame);
  return {
    type: 'paragraph',
    content: unreadText === '' ? content : withText(content, unreadText),
  };
}

function withText(content: InlineContent, text: string): InlineContent {
  return { ...content, segments: appended(content.segments, [{ type: 'text', text }]) };
}
