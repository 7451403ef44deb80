import temml from 'temml';
import { isAffordable } from './cost';
import { fromTemml } from './from-temml';
import type { MathElement } from './math-tree';

export type MathLayout = 'inline' | 'block';

const OPTIONS = {
  throwOnError: true,
  trust: false,
  maxExpand: 500,
  /** Of a `\kern` or `\rule`, in em. */
  maxSize: [20, 20] satisfies [number, number],
  /** Rows that a narrow page may break after each relation. */
  wrap: 'tex',
} as const;

/** The formula that `source` writes in TeX; `null` if it is not valid, or not worth its cost. */
export function readTex(source: string, layout: MathLayout): MathElement | null {
  if (!isAffordable(source)) return null;
  try {
    const options = { ...OPTIONS, displayMode: layout === 'block', macros: {} };
    // oxlint-disable-next-line no-underscore-dangle -- its only way to give a tree, not an HTML string
    const tree: unknown = temml.__renderToMathMLTree(source, options);
    return fromTemml(tree);
  } catch {
    return null; // not TeX that it knows, or nested so deep that the stack ends
  }
}
