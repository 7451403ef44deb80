import type { Block, BlockList, InlineContent, TableRow } from './ast';
import { chunksOf, type ChunkedList } from './chunked-list';
import { textOfInline } from './inline-text';
import { createMarkdownParser } from './parser';

/** The text of a reply as it is read, without its marks: one for each paragraph, cell or code. */
export function plainTexts(markdown: string): string[] {
  const parser = createMarkdownParser();
  parser.append(markdown);
  parser.finish();
  const notes = itemsOf(parser.footnotes).flatMap(({ children }) => textsOfList(children));
  return [...textsOfList(parser.blocks), ...notes];
}

function textsOfList(list: BlockList): string[] {
  return itemsOf(list).flatMap(textsOf);
}

function textsOf(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [textOfContent(block.content)];
    case 'code':
      return [itemsOf(block.pieces).join('')];
    case 'quote':
      return textsOfList(block.children);
    case 'list':
      return itemsOf(block.items).flatMap(({ children }) => textsOfList(children));
    case 'table':
      return [block.header, ...itemsOf(block.rows)].flatMap(textsOfRow);
    case 'math':
      return [block.source];
    case 'rule':
      return [];
  }
}

function textsOfRow(row: TableRow): string[] {
  return row.map(textOfContent);
}

function textOfContent({ segments }: InlineContent): string {
  return itemsOf(segments).flat().map(textOfInline).join('');
}

function itemsOf<Item>(list: ChunkedList<Item>): readonly Item[] {
  return chunksOf(list).flat();
}
