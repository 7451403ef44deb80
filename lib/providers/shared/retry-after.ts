/**
 * Milliseconds that a `Retry-After` header asks to wait, given in seconds or as an HTTP date.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Number(value) * 1000;
  const date = /[a-z]/i.test(value) ? Date.parse(value) : Number.NaN; // not "-5" as a year
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
