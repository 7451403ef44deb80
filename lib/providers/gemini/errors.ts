import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { kindOfCode, type ErrorCodes } from '../shared/error-codes';
import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema, type WireError } from './wire';

/** https://ai.google.dev/gemini-api/docs/troubleshooting */
const ERROR_STATUSES: ErrorCodes = [
  ['rejected', ['INVALID_ARGUMENT']],
  ['blocked', ['FAILED_PRECONDITION']], // not in this country without a bill
  ['credentials', ['UNAUTHENTICATED', 'PERMISSION_DENIED']],
  ['model-unavailable', ['NOT_FOUND']],
  ['rate-limit', ['RESOURCE_EXHAUSTED']],
  ['overloaded', ['INTERNAL', 'UNAVAILABLE', 'DEADLINE_EXCEEDED']],
];

/** A wrong key is an invalid argument to the service, which tells it by a reason alone. */
const KEY_REASONS: ReadonlySet<string> = new Set(['API_KEY_INVALID', 'API_KEY_EXPIRED']);

/** The service's error in the body of an HTTP error; `null` where it says nothing of its own. */
export function parseError(body: string, httpStatus: number): ServiceError | null {
  const said = parseJson(errorSchema, body);
  return said && describe(said.error, kindOfStatus(httpStatus));
}

/** An error that comes in the stream, after the answer has begun. */
export function errorOfChunk(error: WireError): ChatError {
  const { kind, message, ...facts } = describe(error, 'rejected');
  return new ChatError(kind, message, facts);
}

function describe({ message, status, details }: WireError, otherwise: ErrorKind): ServiceError {
  const reason = details?.find((detail) => KEY_REASONS.has(detail.reason ?? ''))?.reason;
  const code = reason ?? status ?? 'UNKNOWN';
  const kind = reason ? 'credentials' : (kindOfCode(ERROR_STATUSES, code) ?? otherwise);
  const delay = details?.find(({ retryDelay }) => retryDelay)?.retryDelay;
  return { kind, message, code, retryAfterMs: parseSeconds(delay) };
}

/** `34.07s`, as protocol buffers write a duration in JSON. */
function parseSeconds(duration: string | null | undefined): number | undefined {
  const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(duration ?? '') ?? [];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}
