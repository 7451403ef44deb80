import type { InlineContent, TableBlock, TableRow } from './ast';
import { chunksOf, itemsFrom } from './chunked-list';
import { textOfInline } from './inline-text';

/** The table as it was written. */
export function tableMarkdown({ source }: TableBlock): string {
  return `${itemsFrom(source, 0).join('\n')}\n`;
}

/** The text of the table as a spreadsheet reads it, by RFC 4180. */
export function tableCsv({ header, rows }: TableBlock): string {
  return [header, ...itemsFrom(rows, 0)].map((row) => `${csvRow(row)}\r\n`).join('');
}

function csvRow(row: TableRow): string {
  return row.map((cell) => quoted(withoutFormula(textOf(cell)))).join(',');
}

function textOf({ segments }: InlineContent): string {
  return chunksOf(segments).flat(2).map(textOfInline).join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** How a spreadsheet tells a formula. */
const FORMULA = /^[\t\r]*[=@]|^[\t\r]*[+-](?![\d.,\s]*[%€$£]?$)/;

/** A spreadsheet would run a cell that begins as a formula does; after an apostrophe it is text. */
function withoutFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}
