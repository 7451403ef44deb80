import { ChatError } from '@/lib/chat/errors';
import { kindOfCode, type ErrorCodes } from '../shared/error-codes';
import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema } from './wire';

const ERROR_TYPES: ErrorCodes = [
  ['credentials', ['authentication_error', 'permission_error', 'billing_error']],
  ['model-unavailable', ['not_found_error']],
  ['prompt-too-long', ['request_too_large']],
  ['rejected', ['invalid_request_error']],
  ['rate-limit', ['rate_limit_error']],
  ['overloaded', ['timeout_error', 'api_error', 'overloaded_error']],
];

/** The service's error in the body of an HTTP error; `null` where it says nothing of its own. */
export function parseError(body: string, status: number): ServiceError | null {
  const said = parseJson(errorSchema, body);
  if (!said) return null;
  const { type, message } = said.error;
  return { kind: kindOfCode(ERROR_TYPES, type) ?? kindOfStatus(status), message, code: type };
}

/** An error that comes in the stream, after the answer has begun. */
export function errorOfEvent({ type, message }: { type: string; message: string }): ChatError {
  return new ChatError(kindOfCode(ERROR_TYPES, type) ?? 'rejected', message, { code: type });
}
