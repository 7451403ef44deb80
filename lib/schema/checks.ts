import * as core from 'zod/v4/core';

/** Refuses the values that `fits` does not hold for. */
// @__NO_SIDE_EFFECTS__
export function refine<Value>(fits: (value: Value) => boolean): core.$ZodCheck<Value> {
  return checkWith(({ value, issues }) => {
    if (!fits(value)) issues.push({ code: 'custom', input: value, continue: true });
  });
}

/** Reads `change(value)` in place of a value. */
// @__NO_SIDE_EFFECTS__
export function overwrite<Value>(change: (value: Value) => Value): core.$ZodCheck<Value> {
  return checkWith((payload) => {
    payload.value = change(payload.value);
  });
}

function checkWith<Value>(run: core.CheckFn<Value>): core.$ZodCheck<Value> {
  const check = new core.$ZodCheck({ check: 'custom' });
  check._zod.check = run;
  return check;
}

export const isFilled = refine<string | readonly unknown[]>(({ length }) => length > 0);

/** Of a text in UTF-16 code units, of a list in items. */
// @__NO_SIDE_EFFECTS__
export function hasAtMost(most: number) {
  return refine<string | readonly unknown[]>(({ length }) => length <= most);
}

export const isWhole = refine<number>(Number.isSafeInteger);

/** Both ends count. */
// @__NO_SIDE_EFFECTS__
export function isBetween(least: number, most: number) {
  return refine<number>((value) => value >= least && value <= most);
}
