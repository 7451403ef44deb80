import type {
  AlertKind,
  Alignment,
  Block,
  BlockList,
  Footnote,
  FootnoteList,
  InlineContent,
  ListItem,
  TableRow,
} from './ast';
import { weightOf } from './block-weight';
import { appended, type ChunkedList } from './chunked-list';
import type { Definition } from './definitions';
import type { MathMark } from './math';
import type { ParagraphText } from './paragraph-text';

/**
 * A block that is still open. All frames are immutable: a line makes a new stack and leaves the old
 * one as it was, so a line that is not complete yet can be tried, shown, and forgotten.
 */
export type Frame = ContainerFrame | LeafFrame;

export type ContainerFrame = DocumentFrame | QuoteFrame | ListFrame | ItemFrame | FootnoteFrame;

export type LeafFrame = ParagraphFrame | FenceFrame | IndentedCodeFrame | TableFrame | MathFrame;

interface Container {
  /** The blocks inside that are closed; an open one is the next frame on the stack. */
  readonly children: BlockList;
  /** Whether the last line that reached this block was blank. Tells tight lists from loose ones. */
  readonly lastLineIsBlank: boolean;
  /** Whether the last of `children` ended with a blank line. */
  readonly lastChildEndsBlank: boolean;
}

export interface DocumentFrame extends Container {
  readonly type: 'document';
  readonly footnotes: FootnoteList;
}

export interface QuoteFrame extends Container {
  readonly type: 'quote';
  readonly alert: AlertKind | null;
}

export interface ListMarker {
  /** `-`, `+`, `*`, `.` or `)`: items with another one begin another list. */
  readonly delimiter: string;
  readonly start: number | null;
}

export interface ListFrame extends Omit<Container, 'children'> {
  readonly type: 'list';
  readonly marker: ListMarker;
  readonly isLoose: boolean;
  readonly children: ChunkedList<ListItem>;
}

export interface ItemFrame extends Container {
  readonly type: 'item';
  /** Columns that a line must be indented by to belong to this item. */
  readonly indent: number;
  readonly task: ListItem['task'];
}

export interface FootnoteFrame extends Container {
  readonly type: 'footnote';
  readonly label: string;
}

export interface ParagraphFrame {
  readonly type: 'paragraph';
  /** Without their indentation. */
  readonly lines: ChunkedList<string>;
  /** Whether so far it might consist of link definitions. */
  readonly mayDefine: boolean;
  /** Whether a delimiter row after the last line would make that the header of a table. */
  readonly mayBeHeader: boolean;
  /** Whether a formula may end it. One that was none is enough: to try costs the whole paragraph. */
  readonly mayEndInMath: boolean;
  readonly text: ParagraphText;
}

export interface FenceFrame {
  readonly type: 'fence';
  readonly character: string;
  readonly length: number;
  readonly indent: number;
  readonly language: string;
  readonly pieces: ChunkedList<string>;
}

export interface IndentedCodeFrame {
  readonly type: 'indented-code';
  readonly pieces: ChunkedList<string>;
  /** Blank lines that belong to the code only if more of it follows. */
  readonly blankLines: ChunkedList<string>;
}

export interface TableFrame {
  readonly type: 'table';
  readonly alignments: readonly Alignment[];
  readonly header: TableRow;
  readonly rows: ChunkedList<TableRow>;
  readonly source: ChunkedList<string>;
  /** How many cells the rows left out. */
  readonly missingCells: number;
}

/** Lines that are a formula if its closing mark comes in time. */
export interface MathFrame {
  readonly type: 'math';
  readonly mark: MathMark;
  readonly source: string;
  /** The stack before the first of the lines, and the lines: what to read again if they are text. */
  readonly before: Stack;
  readonly lines: ChunkedList<string>;
}

export type Stack = readonly Frame[];

/** What blocks need to know of the rest of the document. */
export interface BlockContext {
  /** Parses the text of a leaf that is closed. */
  inline(text: string): InlineContent;
  /** The same for a paragraph, which may know some of it already. */
  paragraph(frame: ParagraphFrame): InlineContent;
  /** The memory for a paragraph that begins with `start`, which may have begun so before. */
  paragraphText(start: string): ParagraphText;
  toHref(destination: string): string | null;
  define(definition: Definition): void;
  /** Whether formulas may begin: not in lines that turned out to be none. */
  readonly allowsMath: boolean;
}

export function isContainer(frame: Frame): frame is ContainerFrame {
  return (
    frame.type === 'document' ||
    frame.type === 'quote' ||
    frame.type === 'list' ||
    frame.type === 'item' ||
    frame.type === 'footnote'
  );
}

/** What a frame can become. */
export type Closed = Block | ListItem | Footnote;

/** `parent` with what came of a closed frame inside it. */
export function withChild(parent: Frame, child: Closed, endsBlank: boolean): Frame {
  if (parent.type === 'list') {
    if ('type' in child) return parent;
    return { ...parent, children: appended(parent.children, child), lastChildEndsBlank: endsBlank };
  }
  if (!isContainer(parent) || !('type' in child)) return parent;
  if (child.type === 'footnote') {
    if (parent.type !== 'document') return parent;
    return { ...parent, footnotes: appended(parent.footnotes, child) };
  }
  const children = appended(parent.children, child, weightOf(child));
  return { ...parent, children, lastChildEndsBlank: endsBlank };
}
