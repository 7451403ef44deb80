import type { $ZodType, output } from 'zod/v4/core';

type Parsed<Value> =
  | { readonly success: true; readonly data: Value; readonly where?: undefined }
  /** `where` it is not as the schema says, such as `messages.3.text`; empty for the whole. */
  | { readonly success: false; readonly data?: undefined; readonly where: string };

/**
 * What `value` is by the schema. It asks through the interface that all schema libraries share: zod's
 * own functions bring errors with them that nobody reads.
 */
export function safeParse<Schema extends $ZodType>(
  schema: Schema,
  value: unknown,
): Parsed<output<Schema>> {
  const result = schema['~standard'].validate(value);
  if (result instanceof Promise) throw new TypeError('No schema of ours waits');
  const { issues } = result;
  if (issues) return { success: false, where: issues[0]?.path?.join('.') ?? '' };
  return { success: true, data: result.value };
}

/** @throws where the value is not what the schema says. */
export function parse<Schema extends $ZodType>(schema: Schema, value: unknown): output<Schema> {
  const { success, data, where } = safeParse(schema, value);
  if (success) return data;
  throw new TypeError(`Not in the form we know: ${where}`);
}
