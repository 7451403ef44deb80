import type * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { ProviderContext, TextRequestInit } from '../provider';
import { dataOf, errorFromResponse, readText, request, type ServiceError } from './http';
import { parseJson } from './json';

/** What a request to a service with a published API needs. */
export type ApiContext = Pick<ProviderContext<unknown>, 'fetch' | 'signal' | 'clock'>;

interface ApiOptions {
  /** Reads the service's own error format; `null` where the body is not in it. */
  readonly parseError: (body: string, status: number) => ServiceError | null;
  readonly timeoutMs?: number;
}

/**
 * A request to a service's published API. It carries the user's key, so it goes to the server it was
 * given for and no other: redirects are refused, and no cookies go with it.
 * @throws {ChatError} for every answer that is an error.
 */
export async function callApi(
  url: string,
  init: TextRequestInit,
  context: ApiContext,
  { parseError, timeoutMs }: ApiOptions,
): Promise<Response> {
  const response = await request(
    url,
    { ...init, credentials: 'omit', redirect: 'manual', referrerPolicy: 'no-referrer' },
    context,
    { ...(timeoutMs !== undefined && { timeoutMs }) },
  );
  if (response.ok) return response;
  const { signal, clock } = context;
  const error = await errorFromResponse(response, {
    signal,
    now: clock.now(),
    parse: parseError,
  });
  // With a key it is the key that is refused; there is no page to sign in on.
  if (error.kind !== 'sign-in') throw error;
  throw new ChatError('credentials', error.message, { ...error.facts, cause: error });
}

/** Of an answer that is read as a whole, in UTF-16 code units: several images in base64. */
const MAX_JSON_LENGTH = 60_000_000;

/** The whole of an answer as data. @throws {ChatError} `protocol` where it is not what `schema` says. */
export async function readJson<Value>(
  response: Response,
  schema: z.Schema<Value>,
  signal: AbortSignal,
): Promise<Value> {
  const text = await readText(dataOf(response), { maxLength: MAX_JSON_LENGTH, signal });
  const value = parseJson(schema, text);
  if (value === null) throw new ChatError('protocol', 'The answer is not in the form we know');
  return value;
}
