import { util, type $ZodType, type ParsePayload } from 'zod/v4/core';

type Context = Parameters<$ZodType['_zod']['run']>[1];

/*
 * The kinds that hold others are ours, and literals. Zod's also wait, write, keep cycles and describe
 * themselves as patterns, which makes them 7 kB; they read the same from every value: the test says so.
 */

/** What a value is by a schema that may be the wrong one: its issues are not the whole's. */
export function tryPart(schema: $ZodType, value: unknown, context: Context): ParsePayload {
  const result = schema._zod.run({ value, issues: [] }, context);
  if (result instanceof Promise) throw new TypeError('No schema of ours waits');
  return result;
}

/** What the part at `key` of a value is; its issues become those of the whole. */
export function readPart(
  schema: $ZodType,
  { key, value, issues }: ParsePayload & { readonly key: PropertyKey },
  context: Context,
): unknown {
  const part = tryPart(schema, value, context);
  if (part.issues.length > 0) {
    for (const issue of util.prefixIssues(key, part.issues)) issues.push(issue);
  }
  return part.value;
}
