import type { Run } from './runs';

/** A line of a column, or a cell of a table: what stands on one baseline without a wide gap. */
export interface Line {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  readonly isRtl: boolean;
  /** Which row of the page it stands in, counted from its top. */
  readonly row: number;
}

/** In ems: from this on a gap is a space, and from that on it parts two columns. */
const MIN_SPACE = 0.15;
const MIN_GAP = 0.9;
/** How far above or below a baseline an index or a footnote mark stands, in ems. */
const MAX_SHIFT = 0.45;

/** The lines of a page, row by row from its top, and each row from where its script starts. */
export function toLines(runs: readonly Run[]): Line[] {
  return toRows(runs).flatMap((row, index) => {
    const lines = segmentsOf(row).map((segment) => toLine(segment, index));
    return isMostlyRtl(row) ? lines.toReversed() : lines;
  });
}

function toRows(runs: readonly Run[]): Run[][] {
  const rows: Run[][] = [];
  for (const run of runs.toSorted((one, other) => one.y - other.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    const isSame =
      first !== undefined && run.y - first.y <= MAX_SHIFT * Math.max(run.size, first.size);
    if (isSame) row?.push(run);
    else rows.push([run]);
  }
  return rows;
}

/** Cuts a row at its wide gaps. A space that was drawn is no reason to: it may fill the gap. */
function segmentsOf(row: readonly Run[]): Run[][] {
  const segments: Run[][] = [];
  let right = -Infinity;
  for (const run of row.toSorted((one, other) => one.left - other.left)) {
    if (run.text.trim() === '') continue;
    if (run.left - right > MIN_GAP * run.size) segments.push([run]);
    else segments.at(-1)?.push(run);
    right = Math.max(right, run.right);
  }
  return segments;
}

function toLine(runs: readonly Run[], row: number): Line {
  const isRtl = isMostlyRtl(runs);
  const longest = runs.reduce((one, other) => (other.text.length > one.text.length ? other : one));
  return {
    text: textOf(runs).trim().replaceAll(/\s+/g, ' '),
    left: Math.min(...runs.map(({ left }) => left)),
    right: Math.max(...runs.map(({ right }) => right)),
    y: longest.y,
    size: longest.size,
    isRtl,
    row,
  };

  function textOf(inSight: readonly Run[]): string {
    const inOrder = isRtl ? inSight.toReversed() : inSight;
    return inOrder.reduce((text, run, index) => {
      const before = inOrder[index - 1];
      const gap =
        before === undefined ? 0 : isRtl ? before.left - run.right : run.left - before.right;
      return text + (gap > MIN_SPACE * run.size ? ' ' : '') + run.text;
    }, '');
  }
}

/** Whether most of what is written runs from right to left. */
function isMostlyRtl(runs: readonly Run[]): boolean {
  const balance = runs.reduce(
    (sum, { text, isRtl }) => sum + (isRtl ? text.trim().length : -text.trim().length),
    0,
  );
  return balance > 0;
}
