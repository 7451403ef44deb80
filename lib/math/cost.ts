/** Longest formula that is drawn. */
const MAX_FORMULA_LENGTH = 2000;

/** Commands that define others: macros can grow without end, and a formula of a reply needs none. */
const DEFINITION =
  /\\(?:[gex]?def|let|futurelet|(?:re)?newcommand|providecommand|global|long)(?![a-z])/i;
/** Temml builds what these hold up to four times, and does so at each level they are nested. */
const DOUBLING = /\\(?:equilibrium|cancelto|(?:math)?[lrc]lap(?![a-z]))|<<?=>>?/gi;
const MAX_DOUBLED_LENGTH = 200_000;
/** Each row has as many cells as the longest. */
const MAX_CELLS = 2000;

/** Whether `source` is short and plain enough to be drawn within some milliseconds, whoever wrote it. */
export function isAffordable(source: string): boolean {
  if (source.length > MAX_FORMULA_LENGTH || DEFINITION.test(source)) return false;
  const doublings = source.match(DOUBLING)?.length ?? 0;
  if (source.length * 4 ** doublings > MAX_DOUBLED_LENGTH) return false;
  return cellsOf(source) <= MAX_CELLS;
}

function cellsOf(source: string): number {
  const rows = source.split(/\\\\|\\cr(?![a-z])/i);
  const longest = Math.max(...rows.map((row) => row.split('&').length));
  return rows.length * longest;
}
