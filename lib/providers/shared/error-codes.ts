import type { ErrorKind } from '@/lib/chat/errors';

/** The words by which a service names its errors, under what each means for the user. */
export type ErrorCodes = readonly (readonly [kind: ErrorKind, codes: readonly string[]])[];

/** What a service's word for an error means; `undefined` for one that is not known. */
export function kindOfCode(known: ErrorCodes, code: string): ErrorKind | undefined {
  return known.find(([, codes]) => codes.includes(code))?.[0];
}
