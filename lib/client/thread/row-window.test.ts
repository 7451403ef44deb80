import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grownRange, heightOf, nextRange, rowsWithin, runsOf, type RowRange } from './row-window';

const heights = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 300 });
const viewHeight = fc.integer({ min: 200, max: 1200 });
/** A step is a part of what is seen, a leap goes to a part of the whole. */
const moves = fc.array(
  fc.record({
    type: fc.constantFrom('step', 'step', 'step', 'leap'),
    by: fc.double({ min: -1, max: 1, noNaN: true }),
  }),
  { minLength: 1, maxLength: 20 },
);

const total = (rows: readonly number[]) => heightOf(rows, { first: 0, end: rows.length });

function viewAt(rows: readonly number[], height: number, place: number) {
  const top = place * Math.max(0, total(rows) - height);
  return { top, bottom: top + height };
}

function covers(range: RowRange, inner: RowRange): boolean {
  return range.first <= inner.first && range.end >= inner.end;
}

test('whatever is seen is mounted, wherever the reader scrolls, and not much else', () => {
  fc.assert(
    fc.property(heights, viewHeight, moves, fc.nat(8), (rows, height, way, framesBetween) => {
      let range: RowRange | null = null;
      let place = 1;
      for (const { type, by } of way) {
        const stepped = Math.min(1, Math.max(0, place + (by * height) / total(rows)));
        place = type === 'leap' ? Math.abs(by) : stepped;
        const input = { heights: rows, view: viewAt(rows, height, place) };
        range = nextRange(range, input);
        for (let frame = 0; frame < framesBetween; frame += 1) range = grownRange(range, input);
        expect(covers(range, rowsWithin(rows, input.view))).toBe(true);
        const { first, end } = range;
        const inner = heightOf(rows, { first: first + 1, end: end - 1 }); // the outer ones stand out
        expect(inner).toBeLessThanOrEqual(6 * height);
      }
    }),
  );
});

test('a reader who rests gets the surroundings, one row in each frame', () => {
  fc.assert(
    fc.property(
      heights,
      viewHeight,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (rows, height, place) => {
        const input = { heights: rows, view: viewAt(rows, height, place) };
        let range = nextRange(null, input);
        for (let frame = 0; frame <= rows.length; frame += 1) {
          const grown = grownRange(range, input);
          if (grown === range) break;
          expect(grown.end - grown.first).toBe(range.end - range.first + 1);
          range = grown;
        }
        expect(grownRange(range, input)).toBe(range);
        expect(nextRange(range, input)).toBe(range);
        const { top, bottom } = input.view;
        const around = { top: top - height, bottom: bottom + height };
        expect(covers(range, rowsWithin(rows, around))).toBe(true);
      },
    ),
  );
});

test('every row is drawn once or has its room, in order, and pinned rows are drawn', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.nat(49),
      fc.nat(10),
      fc.array(fc.integer({ min: -1, max: 60 }), { maxLength: 5 }),
      (count, first, length, pinned) => {
        const range = { first: Math.min(first, count), end: Math.min(first + length, count) };
        const runs = runsOf(count, range, pinned);
        const rows = runs.flatMap((run) =>
          Array.from({ length: run.end - run.first }, (_, index) => ({
            row: run.first + index,
            isMounted: run.isMounted,
          })),
        );
        expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, row) => row));
        for (const { row, isMounted } of rows) {
          const isInRange = row >= range.first && row < range.end;
          expect(isMounted).toBe(isInRange || pinned.includes(row));
        }
      },
    ),
  );
});

test('an empty thread has nothing to draw', () => {
  const range = nextRange(null, { heights: [], view: { top: 0, bottom: 500 } });
  expect(range).toEqual({ first: 0, end: 0 });
  expect(runsOf(0, range, [])).toEqual([]);
});
