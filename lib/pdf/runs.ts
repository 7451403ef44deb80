/** A piece of text as a PDF draws it: part of a line, a line, or only a space. */
export interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Of the baseline, from the top of the page. */
  readonly y: number;
  readonly size: number;
  readonly isRtl: boolean;
}

/** What pdf.js tells of a piece of text. */
export interface DrawnText {
  readonly str: string;
  readonly dir: string;
  readonly width: number;
  readonly transform: readonly number[];
}

/** `a b c d e f` of a matrix, as PDF writes it. */
export type Matrix = readonly number[];

/**
 * The runs of a page that stand upright on it, in points from its top left corner, and the texts
 * that do not: what runs along an edge, or a page written from top to bottom.
 */
export function toRuns(
  items: readonly DrawnText[],
  page: Matrix,
): { readonly runs: Run[]; readonly turned: string[] } {
  const runs: Run[] = [];
  const turned: string[] = [];
  for (const { str: text, dir, width, transform } of items) {
    const [a, b, c, d, left, y] = multiply(page, transform);
    const isUpright = a > 0 && Math.abs(b) < a / 10;
    const size = Math.hypot(c, d);
    if (isUpright) runs.push({ text, left, right: left + width, y, size, isRtl: dir === 'rtl' });
    else turned.push(text);
  }
  return { runs, turned };
}

function multiply(
  [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: Matrix,
  [k = 1, l = 0, m = 0, n = 1, o = 0, p = 0]: Matrix,
): [number, number, number, number, number, number] {
  return [
    a * k + c * l,
    b * k + d * l,
    a * m + c * n,
    b * m + d * n,
    a * o + c * p + e,
    b * o + d * p + f,
  ];
}
