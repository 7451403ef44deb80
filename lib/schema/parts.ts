import { util, type $ZodType, type ParsePayload } from 'zod/v4/core';

type Context = Parameters<$ZodType['_zod']['run']>[1];

/*
 * Objects, lists and unions are ours. Zod's also wait, write, keep cycles and know symbols, which makes
 * them 5 kB, and they read the same from every value: the test says so.
 */

/** What a value is by the schema of an option, and the issues it has, which are not the union's yet. */
export function readOption(schema: $ZodType, value: unknown, context: Context): ParsePayload {
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
  const part = readOption(schema, value, context);
  if (part.issues.length > 0) issues.push(...util.prefixIssues(key, part.issues));
  return part.value;
}
