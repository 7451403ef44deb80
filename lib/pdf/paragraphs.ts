import { median } from './columns';
import type { Line } from './lines';

/** A line that ends this near to the edge of its column goes on in the next one, in its width. */
const NEAR_EDGE = 0.15;
/** Lines farther apart than usual, or of another size, are of different paragraphs: by how much. */
const FARTHER = 1.4;
const LARGER = 1.15;
const LIST_ITEM = /^(?:[•●○▪■◦‣–—*·-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s/u;
/** Chinese and Japanese put no spaces between words, nor between lines. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]$/u;
const WORD_CUT = /\p{L}[-\u2010\u00AD]$/u;

/** The text of a block: lines that only a margin ended are joined, and words that it cut. */
export function toParagraphs(block: readonly Line[]): string {
  const rows = toRows(block);
  const left = Math.min(...rows.map((row) => row.left));
  const right = Math.max(...rows.map((row) => row.right));
  const pitch = median(rows.slice(1).map(({ y }, index) => y - (rows[index]?.y ?? 0)));
  let text = '';
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    if (before === undefined) text = row.text;
    else if (isApart(before, row, pitch)) text += `\n\n${row.text}`;
    else if (goesOn(before) && isOneCell(row) && !LIST_ITEM.test(row.text)) {
      text = joined(text, row.text);
    } else text += `\n${row.text}`;
  }
  return text;

  function goesOn(row: Line): boolean {
    const room = row.isRtl ? row.left - left : right - row.right;
    return isOneCell(row) && room <= NEAR_EDGE * (right - left);
  }
}

/** Less, in ems, is only a line that was stretched to its margin. */
const MIN_CELL_GAP = 1.5;
const BETWEEN_CELLS = '  ';

function isOneCell({ text }: Line): boolean {
  return !text.includes(BETWEEN_CELLS);
}

function toRows(block: readonly Line[]): Line[] {
  const rows: Line[] = [];
  for (const line of block) {
    const row = rows.at(-1);
    if (row?.row !== line.row) {
      rows.push(line);
      continue;
    }
    const gap = Math.max(line.left - row.right, row.left - line.right);
    const between = gap < MIN_CELL_GAP * line.size ? ' ' : BETWEEN_CELLS;
    rows[rows.length - 1] = {
      ...row,
      text: row.text + between + line.text,
      left: Math.min(row.left, line.left),
      right: Math.max(row.right, line.right),
    };
  }
  return rows;
}

function isApart(before: Line, row: Line, pitch: number): boolean {
  const ratio = row.size / before.size;
  return (
    ratio > LARGER || ratio < 1 / LARGER || row.y - before.y > FARTHER * Math.max(pitch, row.size)
  );
}

/** A hyphen before a small letter only cut the word: "well-known" is rarer than a cut word. */
function joined(text: string, next: string): string {
  if (WORD_CUT.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next;
  return WITHOUT_SPACES.test(text) ? text + next : `${text} ${next}`;
}
