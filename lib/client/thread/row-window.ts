/** Rows next to each other, by their index; `end` is not among them. */
export interface RowRange {
  readonly first: number;
  readonly end: number;
}

/** A stretch of the content, in CSS pixels from its start. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/** How far beyond what can be seen there are rows, in heights of what can be seen. */
const NEEDED = 0.25;
const WANTED = 1.5;
const KEPT = 2.5;

/**
 * The rows to mount when `view` is seen: what is needed at once, and of `current` what is near.
 * The rest of the surroundings follows with `grownRange`, a row at a time.
 */
export function nextRange(
  current: RowRange | null,
  { heights, view }: { readonly heights: readonly number[]; readonly view: Stretch },
): RowRange {
  const needed = rowsWithin(heights, around(view, NEEDED));
  const kept = rowsWithin(heights, around(view, KEPT));
  if (current === null || current.first > needed.end || current.end < needed.first) return needed;
  const first = Math.max(Math.min(current.first, needed.first), kept.first);
  const end = Math.min(Math.max(current.end, needed.end), kept.end);
  return isSameRange({ first, end }, current) ? current : { first, end };
}

/** `range` with one more row on the side where fewer are wanted still; the same if none are. */
export function grownRange(
  range: RowRange,
  { heights, view }: { readonly heights: readonly number[]; readonly view: Stretch },
): RowRange {
  const wanted = rowsWithin(heights, around(view, WANTED));
  const { first, end } = range;
  const missingAbove = Math.max(0, first - wanted.first);
  const missingBelow = Math.max(0, wanted.end - end);
  if (missingAbove === 0 && missingBelow === 0) return range;
  const growsUp = missingBelow === 0 || (missingAbove > 0 && missingAbove <= missingBelow);
  return growsUp ? { first: first - 1, end } : { first, end: end + 1 };
}

/** The rows that are at least partly within `stretch`, and one if there is any at all. */
export function rowsWithin(heights: readonly number[], { top, bottom }: Stretch): RowRange {
  let first = 0;
  let y = 0;
  while (first < heights.length - 1 && y + (heights[first] ?? 0) <= top) {
    y += heights[first] ?? 0;
    first += 1;
  }
  let end = Math.min(first + 1, heights.length);
  y += heights[first] ?? 0;
  while (end < heights.length && y < bottom) {
    y += heights[end] ?? 0;
    end += 1;
  }
  return { first, end };
}

/** How high the rows of `range` are together. */
export function heightOf(heights: readonly number[], { first, end }: RowRange): number {
  let sum = 0;
  for (let index = first; index < end; index += 1) sum += heights[index] ?? 0;
  return sum;
}

/** A run of rows that are drawn, or of rows whose room is kept. */
export interface Run extends RowRange {
  readonly isMounted: boolean;
}

/** All `count` rows as runs: those of `range` and the `pinned` ones are mounted. */
export function runsOf(count: number, range: RowRange, pinned: readonly number[]): Run[] {
  const apart = pinned.filter(
    (row) => row >= 0 && row < count && !isWithin({ first: row, end: row + 1 }, range),
  );
  const mounted = [range, ...new Set(apart)]
    .map((rows) => (typeof rows === 'number' ? { first: rows, end: rows + 1 } : rows))
    .filter(({ first, end }) => first < end)
    .toSorted((a, b) => a.first - b.first);
  const runs: Run[] = [];
  let at = 0;
  for (const { first, end } of mounted) {
    if (first > at) runs.push({ first: at, end: first, isMounted: false });
    runs.push({ first, end, isMounted: true });
    at = end;
  }
  if (at < count) runs.push({ first: at, end: count, isMounted: false });
  return runs;
}

/** Whether all of `inner` is in `outer`. */
export function isWithin(inner: RowRange, outer: RowRange): boolean {
  return inner.first >= outer.first && inner.end <= outer.end;
}

function isSameRange(a: RowRange, b: RowRange): boolean {
  return a.first === b.first && a.end === b.end;
}

function around({ top, bottom }: Stretch, screens: number): Stretch {
  const margin = (bottom - top) * screens;
  return { top: top - margin, bottom: bottom + margin };
}
