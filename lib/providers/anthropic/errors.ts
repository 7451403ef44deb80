import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema } from './wire';

const KIND_BY_TYPE: Readonly<Record<string, ErrorKind>> = {
  authentication_error: 'credentials',
  permission_error: 'credentials',
  billing_error: 'credentials',
  not_found_error: 'model-unavailable',
  request_too_large: 'prompt-too-long',
  invalid_request_error: 'rejected',
  rate_limit_error: 'rate-limit',
  timeout_error: 'overloaded',
  api_error: 'overloaded',
  overloaded_error: 'overloaded',
};

/** The service's error in the body of an HTTP error; `null` where it says nothing of its own. */
export function parseError(body: string, status: number): ServiceError | null {
  const said = parseJson(errorSchema, body);
  if (!said) return null;
  const { type, message } = said.error;
  return { kind: KIND_BY_TYPE[type] ?? kindOfStatus(status), message, code: type };
}

/** An error that comes in the stream, after the answer has begun. */
export function errorOfEvent({ type, message }: { type: string; message: string }): ChatError {
  return new ChatError(KIND_BY_TYPE[type] ?? 'rejected', message, { code: type });
}
