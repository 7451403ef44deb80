import type { Line } from './lines';

/** Fewer lines beside each other are no columns, and neither are narrower ones, in ems. */
const MIN_LINES = 3;
const MIN_WIDTH = 8;
const MIN_GUTTER = 0.7;
/** Lines of one paragraph are no farther apart, in ems. */
const MAX_PITCH = 1.8;
/** A page of eight columns would be the most. */
const MAX_DEPTH = 3;

/**
 * The lines of a page in the order in which they are read, block by block: what spans the page parts
 * what is above it from what is below, and in between each column is read to its end. Cells of a
 * table are narrow, so a table stays in rows.
 */
export function inReadingOrder(lines: readonly Line[], depth = 0): Line[][] {
  const gutter = depth < MAX_DEPTH ? findGutter(lines) : null;
  if (gutter === null) return lines.length === 0 ? [] : [[...lines]];
  const blocks: Line[][] = [];
  for (const { lines: band, spans } of bandsOf(lines, gutter)) {
    if (spans) {
      blocks.push(band);
      continue;
    }
    const left = band.filter((line) => line.right <= gutter);
    const right = band.filter((line) => line.right > gutter);
    const isRtl = band.filter((line) => line.isRtl).length > band.length / 2;
    const columns = isRtl ? [right, left] : [left, right];
    blocks.push(...columns.flatMap((column) => inReadingOrder(column, depth + 1)));
  }
  return blocks;
}

interface Band {
  readonly lines: Line[];
  /** Whether they run across the gutter. */
  readonly spans: boolean;
}

function bandsOf(lines: readonly Line[], gutter: number): Band[] {
  const bands: Band[] = [];
  for (const [index, line] of lines.entries()) {
    const band = bands.at(-1);
    const isAlone = lines[index - 1]?.row !== line.row && lines[index + 1]?.row !== line.row;
    const spans =
      (line.left < gutter && line.right > gutter) ||
      (band?.spans === true && isAlone && endsParagraph(line, band.lines.at(-1)));
    if (band?.spans === spans) band.lines.push(line);
    else bands.push({ lines: [line], spans });
  }
  return bands;
}

/** The last line of a paragraph that spans the page is seldom as wide as the others. */
function endsParagraph(line: Line, before: Line | undefined): boolean {
  if (before === undefined) return false;
  const isBelow = line.y - before.y < MAX_PITCH * line.size;
  const isAligned = [line.left - before.left, line.right - before.right].some(
    (shift) => Math.abs(shift) < line.size,
  );
  return isBelow && isAligned && line.size === before.size;
}

/** Where the fewest lines cross, between two columns of text; `null` where there are none. */
function findGutter(lines: readonly Line[]): number | null {
  const size = median(lines.map((line) => line.size));
  const candidates = gapsOf(lines).filter(({ from, to }) => to - from >= MIN_GUTTER * size);
  const gutters = candidates
    .map(({ from, to, crossing }) => ({ at: (from + to) / 2, width: to - from, crossing }))
    .filter(({ at, crossing }) => {
      const left = lines.filter((line) => line.right <= at);
      const right = lines.filter((line) => line.left >= at);
      const fewer = Math.min(left.length, right.length);
      return (
        fewer >= MIN_LINES && crossing <= fewer && [left, right].every((side) => isText(side, size))
      );
    })
    .toSorted((one, other) => one.crossing - other.crossing || other.width - one.width);
  return gutters[0]?.at ?? null;
}

function isText(lines: readonly Line[], size: number): boolean {
  return median(lines.map(({ left, right }) => right - left)) >= MIN_WIDTH * size;
}

interface Gap {
  readonly from: number;
  readonly to: number;
  /** How many lines run across it. */
  readonly crossing: number;
}

/** The stretches between the edges of lines, from the left, and how many lines run across each. */
function gapsOf(lines: readonly Line[]): Gap[] {
  const edges = lines
    .flatMap(({ left, right }) => [
      { at: left, change: 1 },
      { at: right, change: -1 },
    ])
    .toSorted((one, other) => one.at - other.at);
  let crossing = 0;
  return edges.slice(0, -1).map(({ at, change }, index) => {
    crossing += change;
    return { from: at, to: edges[index + 1]?.at ?? at, crossing };
  });
}

/** The middle one of `numbers`; 0 of none. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}
