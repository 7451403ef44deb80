import type { Alignment, InlineContent, TableRow } from './ast';

const DELIMITER_ROW = /^[|:-][|:\- \t]+$/;
const DELIMITER_CELL = /^:?-+:?$/;

/** What a delimiter row such as `| :-- | --: |` says of its columns; `null` if it is none. */
export function readAlignments(line: string): readonly Alignment[] | null {
  if (!DELIMITER_ROW.test(line) || /^-[ \t]/.test(line)) return null;
  const cells = line.split('|').map((cell) => cell.trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells.every((cell) => DELIMITER_CELL.test(cell)) ? cells.map(alignmentOf) : null;
}

function alignmentOf(cell: string): Alignment {
  if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
  return cell.startsWith(':') ? 'left' : null;
}

/** The sources of the cells in one line of a table. */
export function splitRow(line: string): readonly string[] {
  const source = line.trim();
  const cells: string[] = [];
  let cell = '';
  let start = 0;
  for (let pipe = source.indexOf('|'); pipe !== -1; pipe = source.indexOf('|', pipe + 1)) {
    if (source[pipe - 1] === '\\') {
      // An escaped pipe is a pipe, also in code; all other escapes are left to the cell's own parse.
      cell += source.slice(start, pipe - 1);
      start = pipe;
    } else {
      cells.push(cell + source.slice(start, pipe));
      cell = '';
      start = pipe + 1;
    }
  }
  cells.push(cell + source.slice(start));
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '') cells.pop();
  return cells;
}

/** As many cells as there are columns: cells too many are dropped, cells too few are empty. */
export function toRow(
  cells: readonly string[],
  columns: number,
  inline: (text: string) => InlineContent,
): TableRow {
  return Array.from({ length: columns }, (_, index) => inline((cells[index] ?? '').trim()));
}
