import type { Block, BlockList, Footnote, InlineContent, ListItem, TableRow } from './ast';
import { mapped } from './chunked-list';
import type { Definition } from './definitions';
import { isContainer, type Frame, type Stack } from './frames';

/** Characters' worth of looking through the document that a short one may spend at once. */
const FIRST_ALLOWANCE = 20_000;
const ALLOWANCE_PER_CHARACTER = 2;

type Parse = (text: string) => InlineContent;

/**
 * The link definitions, and the text that waits for some. A definition may follow its use, and then
 * a block that is finished changes after all. Each time, the document is looked through, so this
 * spends no more than its allowance, which grows with the text; what then waits is done at the end.
 */
export class ReferenceTable {
  readonly #definitions = new Map<string, Definition>();
  readonly #missing = new Set<string>();
  #hasNews = false;
  #allowance = FIRST_ALLOWANCE;

  get definitions(): ReadonlyMap<string, Definition> {
    return this.#definitions;
  }

  /** The first definition of a label is the one that counts. */
  define(definition: Definition): void {
    if (this.#definitions.has(definition.key)) return;
    this.#definitions.set(definition.key, definition);
    if (this.#missing.has(definition.key)) this.#hasNews = true;
  }

  /** Remembers what `content` waits for. */
  note(content: InlineContent): InlineContent {
    for (const key of content.missing) this.#missing.add(key);
    return content;
  }

  allow(characters: number): void {
    this.#allowance += characters * ALLOWANCE_PER_CHARACTER;
  }

  /** `stack` with the links that can be made by now, if the allowance permits. */
  resolve(stack: Stack, parse: Parse): Stack {
    return this.#hasNews && this.#allowance > 0 ? this.resolveAll(stack, parse) : stack;
  }

  /** `stack` with all the links that can be made. */
  resolveAll(stack: Stack, parse: Parse): Stack {
    if (!this.#hasNews) return stack;
    this.#hasNews = false;
    return stack.map((frame) => this.#frame(frame, parse));
  }

  #frame(frame: Frame, parse: Parse): Frame {
    if (frame.type === 'list') {
      return { ...frame, children: mapped(frame.children, (item) => this.#item(item, parse)) };
    }
    if (frame.type === 'document') {
      const footnotes = mapped(frame.footnotes, (footnote) => this.#footnote(footnote, parse));
      return { ...frame, footnotes, children: this.#blocks(frame.children, parse) };
    }
    if (isContainer(frame)) return { ...frame, children: this.#blocks(frame.children, parse) };
    if (frame.type === 'math') {
      return { ...frame, before: frame.before.map((open) => this.#frame(open, parse)) };
    }
    if (frame.type !== 'table') return frame;
    const row = (cells: TableRow) => this.#row(cells, parse);
    return { ...frame, header: row(frame.header), rows: mapped(frame.rows, row) };
  }

  #blocks(list: BlockList, parse: Parse): BlockList {
    return mapped(list, (block) => this.#block(block, parse));
  }

  #footnote(footnote: Footnote, parse: Parse): Footnote {
    const children = this.#blocks(footnote.children, parse);
    return children === footnote.children ? footnote : { ...footnote, children };
  }

  #block(block: Block, parse: Parse): Block {
    this.#allowance -= 1;
    switch (block.type) {
      case 'paragraph':
      case 'heading': {
        const content = this.#content(block.content, parse);
        return content === block.content ? block : { ...block, content };
      }
      case 'quote': {
        const children = this.#blocks(block.children, parse);
        return children === block.children ? block : { ...block, children };
      }
      case 'list': {
        const items = mapped(block.items, (item) => this.#item(item, parse));
        return items === block.items ? block : { ...block, items };
      }
      case 'table': {
        const header = this.#row(block.header, parse);
        const rows = mapped(block.rows, (cells) => this.#row(cells, parse));
        return header === block.header && rows === block.rows ? block : { ...block, header, rows };
      }
      case 'code':
      case 'math':
      case 'rule':
        return block;
    }
  }

  #item(item: ListItem, parse: Parse): ListItem {
    const children = this.#blocks(item.children, parse);
    return children === item.children ? item : { ...item, children };
  }

  #row(cells: TableRow, parse: Parse): TableRow {
    const next = cells.map((cell) => this.#content(cell, parse));
    return next.every((cell, index) => cell === cells[index]) ? cells : next;
  }

  #content(content: InlineContent, parse: Parse): InlineContent {
    this.#allowance -= 1;
    if (!content.missing.some((key) => this.#definitions.has(key))) return content;
    this.#allowance -= content.source.length;
    return parse(content.source);
  }
}
