import type { Block, BlockList, InlineContent, ListItem } from './ast';
import { appended, emptyList, itemsFrom, lastOf, withoutLast } from './chunked-list';
import { closeFrame } from './close-frame';
import { withCodeLine } from './code-text';
import { readDefinition } from './definitions';
import {
  isContainer,
  withChild,
  type BlockContext,
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

/** What the open blocks look like now: half-written syntax as what it will likely be. */
export function viewOf(stack: Stack, end: OpenEnd): BlockList {
  let children: readonly (Block | ListItem)[] = [];
  for (let index = stack.length - 1; index >= 0; index -= 1) {
    const frame = stack[index];
    if (frame === undefined) break;
    if (isContainer(frame)) {
      const full = children.reduce<Frame>(
        (parent, child) => withChild(parent, child, false),
        frame,
      );
      if (full.type === 'document') return full.children;
      const closed = closeFrame(full, end.context);
      children = closed === null ? [] : [closed];
    } else children = viewOfTip(frame, end);
  }
  return emptyList();
}

function viewOfTip(frame: LeafFrame, end: OpenEnd): readonly Block[] {
  switch (frame.type) {
    case 'paragraph':
      return viewOfParagraph(frame, end);
    case 'fence': {
      const isOpening = end.isInLine && frame.pieces.length === 0;
      const language = isOpening ? '' : frame.language;
      const { unreadText } = end;
      const pieces =
        isOpening || unreadText === '' ? frame.pieces : withCodeLine(frame.pieces, unreadText);
      return [{ type: 'code', language, pieces }];
    }
    case 'table':
    case 'indented-code': {
      const closed = closeFrame(frame, end.context);
      return closed !== null && 'type' in closed ? [closed] : [];
    }
  }
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
