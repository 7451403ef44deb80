import type { ChunkedList } from './chunked-list';

/**
 * Everything a reply can turn into. There is no node for HTML, and a `link` holds only an address
 * that `toHref` let through, so a renderer that handles these types can make nothing else.
 */
export type Block =
  | ParagraphBlock
  | HeadingBlock
  | CodeBlock
  | QuoteBlock
  | ListBlock
  | TableBlock
  | MathBlock
  | { readonly type: 'rule' };

export interface ParagraphBlock {
  readonly type: 'paragraph';
  readonly content: InlineContent;
}

export interface HeadingBlock {
  readonly type: 'heading';
  readonly level: number;
  readonly content: InlineContent;
}

export interface CodeBlock {
  readonly type: 'code';
  /** The first word after the fence; empty for indented code and while the fence is half written. */
  readonly language: string;
  /** Joined, they are the code. Each ends with its line, except where a very long line is cut. */
  readonly pieces: ChunkedList<string>;
}

export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

export interface QuoteBlock {
  readonly type: 'quote';
  /** Set by a first line such as `[!NOTE]`, as on GitHub. */
  readonly alert: AlertKind | null;
  readonly children: BlockList;
}

export interface ListBlock {
  readonly type: 'list';
  /** The number of the first item; `null` for bullets. */
  readonly start: number | null;
  /** Whether blank lines stand between the blocks, so that paragraphs keep their distance. */
  readonly spacing: 'tight' | 'loose';
  readonly items: ChunkedList<ListItem>;
}

export interface ListItem {
  readonly task: 'open' | 'done' | null;
  readonly children: BlockList;
}

export type Alignment = 'left' | 'center' | 'right' | null;

export interface TableBlock {
  readonly type: 'table';
  /** One for each column. */
  readonly alignments: readonly Alignment[];
  readonly header: TableRow;
  readonly rows: ChunkedList<TableRow>;
  /** The lines it was written in. */
  readonly source: ChunkedList<string>;
}

/** As many cells as the table has columns. */
export type TableRow = readonly InlineContent[];

/** A formula that stands by itself. */
export interface MathBlock {
  readonly type: 'math';
  /** TeX, without the marks around it. */
  readonly source: string;
  /** `open` while its end is still being written. */
  readonly state: 'open' | 'closed';
}

export type BlockList = ChunkedList<Block>;

/** What `[^label]: …` says. It stands at the end of the reply, wherever it was written. */
export interface Footnote {
  readonly type: 'footnote';
  readonly label: string;
  readonly children: BlockList;
}

export type FootnoteList = ChunkedList<Footnote>;

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'break' }
  | { readonly type: 'emphasis' | 'strong' | 'deletion'; readonly children: readonly Inline[] }
  | LinkInline
  | ImageInline
  | MathInline
  | FootnoteInline;

export interface LinkInline {
  readonly type: 'link';
  readonly href: string;
  readonly title: string;
  readonly children: readonly Inline[];
}

/** A picture that the reply points to. Nothing loads it. */
export interface ImageInline {
  readonly type: 'image';
  readonly href: string;
  readonly title: string;
  readonly alt: string;
}

/** A formula in text; one with the layout `block` gets a line of its own. */
export interface MathInline extends Omit<MathBlock, 'type'> {
  readonly type: 'math';
  readonly layout: 'inline' | 'block';
}

/** Leads to the footnote with this label. It is text if there is none, which only a view can know. */
export interface FootnoteInline {
  readonly type: 'footnote';
  readonly label: string;
}

/** A stretch of a paragraph that text to come cannot change. */
export type InlineSegment = readonly Inline[];

/** The text of one leaf. */
export interface InlineContent {
  readonly segments: ChunkedList<InlineSegment>;
  /** Link labels that are defined nowhere so far; a definition may still follow. */
  readonly missing: readonly string[];
  /** What to parse again when one of the `missing` is defined; empty if there is none. */
  readonly source: string;
}
