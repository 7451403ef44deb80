import type { Block } from './ast';

/** About how much there is to draw of a block: two characters of plain text weigh one. */
export function weightOf(block: Block): number {
  switch (block.type) {
    case 'paragraph':
      return 128 * block.content.segments.length;
    case 'heading':
      return 32;
    case 'code':
      return BUTTONS + 20 * block.pieces.length;
    case 'quote':
      return 128 * block.children.length;
    case 'list':
      return 40 * block.items.length;
    case 'table':
      return BUTTONS + 20 * block.header.length * (1 + block.rows.length);
    case 'math':
      return 128;
    case 'rule':
      return 16;
  }
}

/** What code and tables are drawn with. */
const BUTTONS = 128;
