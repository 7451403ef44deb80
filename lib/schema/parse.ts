import type { $ZodType, output } from 'zod/v4/core';
import { tryPart } from './parts';

const CONTEXT = { async: false };

type Parsed<Value> =
  | { readonly success: true; readonly data: Value; readonly where?: undefined }
  /** `where` it is not as the schema says, such as `messages.3.text`; empty for the whole. */
  | { readonly success: false; readonly data?: undefined; readonly where: string };

/** What `value` is by the schema. Zod's own function brings errors with it that nobody reads. */
export function safeParse<Schema extends $ZodType>(
  schema: Schema,
  value: unknown,
): Parsed<output<Schema>> {
  const { value: data, issues } = tryPart(schema, value, CONTEXT);
  if (issues.length > 0) return { success: false, where: issues[0]?.path?.join('.') ?? '' };
  return { success: true, data: data as output<Schema> };
}

/** @throws where the value is not what the schema says. */
export function parse<Schema extends $ZodType>(schema: Schema, value: unknown): output<Schema> {
  const { success, data, where } = safeParse(schema, value);
  if (success) return data;
  throw new TypeError(`Not in the form we know: ${where}`);
}
