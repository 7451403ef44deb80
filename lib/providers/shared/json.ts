import type * as z from 'zod/mini';

/** Parses what the service sent; `null` where it is not JSON or not in this shape. */
export function parseJson<T>(schema: z.ZodMiniType<T>, text: string): T | null {
  try {
    const { success, data } = schema.safeParse(JSON.parse(text));
    return success ? data : null;
  } catch {
    return null;
  }
}
