import * as z from '@/lib/schema';

/** Parses what the service sent; `null` where it is not JSON or not in this shape. */
export function parseJson<T>(schema: z.Schema<T>, text: string): T | null {
  try {
    const { success, data } = z.safeParse(schema, JSON.parse(text));
    return success ? data : null;
  } catch {
    return null;
  }
}
