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
export { oneOf, union } from './union';

/** Any schema that reads a `Value`. */
export type Schema<Value = unknown> = core.$ZodType<Value>;

type Checks<Value> = core.$ZodCheck<Value>[];
type Literal = core.util.Literal;

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

/** One value, or any of several. */
// @__NO_SIDE_EFFECTS__
export function literal<const Value extends Literal>(value: Value | readonly Value[]) {
  const values = Array.isArray(value) ? value : [value];
  return new core.$ZodLiteral({ type: 'literal', values }) as core.$ZodLiteral<Value>;
}

// @__NO_SIDE_EFFECTS__
export function instanceOf<Instance>(kind: new (...parts: never[]) => Instance) {
  const fn = (value: unknown) => value instanceof kind;
  return new core.$ZodCustom({ type: 'custom', check: 'custom', fn }) as core.$ZodCustom<Instance>;
}

// @__NO_SIDE_EFFECTS__
export function optional<Inner extends Schema>(innerType: Inner) {
  return new core.$ZodOptional({ type: 'optional', innerType }) as core.$ZodOptional<Inner>;
}

// @__NO_SIDE_EFFECTS__
export function nullable<Inner extends Schema>(innerType: Inner) {
  return new core.$ZodNullable({ type: 'nullable', innerType }) as core.$ZodNullable<Inner>;
}

// @__NO_SIDE_EFFECTS__
export function nullish<Inner extends Schema>(innerType: Inner) {
  return optional(nullable(innerType));
}

type Fallback<Value> = (failed: { readonly input: unknown }) => Value;

/** What `innerType` reads, or else `fallback`; one that is a function is asked each time. */
// @__NO_SIDE_EFFECTS__
function catchWith<Inner extends Schema>(
  innerType: Inner,
  fallback: core.output<Inner> | Fallback<core.output<Inner>>,
) {
  const isAsked = typeof fallback === 'function';
  const catchValue = (isAsked ? fallback : () => fallback) as Fallback<core.output<Inner>>;
  return new core.$ZodCatch({ type: 'catch', innerType, catchValue }) as core.$ZodCatch<Inner>;
}
export { catchWith as catch };

/** The same schema, whose values no other text is taken for. */
// @__NO_SIDE_EFFECTS__
export function branded<Brand extends string>(schema: core.$ZodString<string>) {
  return schema as core.$ZodBranded<core.$ZodString<string>, Brand>;
}
