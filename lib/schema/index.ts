import * as core from 'zod/v4/core';

/*
 * The vocabulary of our schemas, over zod's core: `import * as z from '@/lib/schema'`. `zod/mini` is
 * the same with methods on each schema, which no bundler can leave out of a worker that starts many
 * times a day. Each kind brings its own part of zod into every bundle that uses it, so rare ones are
 * said with those that are here: an enum is a literal of several values. A schema that a bundle does
 * not use is left out of it, since each function is marked to have no side effects. The casts name the
 * type parameter that a class of zod's cannot infer.
 */

export type { infer } from 'zod/v4/core';
export { array } from './array';
export * from './checks';
export { object, recordOf, shapeOf } from './object';
export { parse, safeParse } from './parse';
export { literal, oneOf, union } from './union';
export * from './wrappers';

/** Any schema that reads a `Value`. */
export type Schema<Value = unknown> = core.$ZodType<Value>;

type Checks<Value> = core.$ZodCheck<Value>[];

// @__NO_SIDE_EFFECTS__
export function string(...checks: Checks<string>) {
  return new core.$ZodString({ type: 'string', checks }) as core.$ZodString<string>;
}

/** Finite. */
// @__NO_SIDE_EFFECTS__
export function number(...checks: Checks<number>) {
  return new core.$ZodNumber({ type: 'number', checks }) as core.$ZodNumber<number>;
}

// @__NO_SIDE_EFFECTS__
export function boolean() {
  return new core.$ZodBoolean({ type: 'boolean' }) as core.$ZodBoolean<boolean>;
}

// @__NO_SIDE_EFFECTS__
export function unknown() {
  return new core.$ZodUnknown({ type: 'unknown' });
}

/** `undefined`, as a function returns that returns nothing. */
// @__NO_SIDE_EFFECTS__
export function nothing() {
  return new core.$ZodVoid({ type: 'void' });
}

// @__NO_SIDE_EFFECTS__
export function instanceOf<Instance>(kind: new (...parts: never[]) => Instance) {
  const fn = (value: unknown) => value instanceof kind;
  return new core.$ZodCustom({ type: 'custom', check: 'custom', fn }) as core.$ZodCustom<Instance>;
}

/** The same schema, whose values no other text is taken for. */
// @__NO_SIDE_EFFECTS__
export function branded<Brand extends string>(schema: core.$ZodString<string>) {
  return schema as core.$ZodBranded<core.$ZodString<string>, Brand>;
}
