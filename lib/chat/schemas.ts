import * as z from 'zod/mini';

/*
 * Each kind of schema and check brings its own part of zod into every bundle that uses it: records
 * alone are 2 kB of the background. So the rare ones are said with the kinds that are there anyway.
 */

/** An object with any keys whose values all fit `value`. */
export function recordOf<Value extends z.ZodMiniType>(value: Value) {
  return z.catchall(z.object({}), value);
}

export const isFilled = z.refine<string | readonly unknown[]>(({ length }) => length > 0);

/** Of a text in UTF-16 code units, of a list in items. */
export function hasAtMost(most: number) {
  return z.refine<string | readonly unknown[]>(({ length }) => length <= most);
}

export const isWhole = z.refine<number>(Number.isSafeInteger);

/** Both ends count. */
export function isBetween(least: number, most: number) {
  return z.refine<number>((value) => value >= least && value <= most);
}
