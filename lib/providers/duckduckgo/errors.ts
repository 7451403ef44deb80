import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema, type WireError } from './wire';

const KIND_BY_TYPE: Readonly<Record<string, ErrorKind>> = {
  ERR_CHALLENGE: 'blocked',
  ERR_BN_LIMIT: 'blocked',
  ERR_INVALID_VQD: 'blocked',
  ERR_EXPIRED_VQD: 'blocked',
  ERR_CONVERSATION_LIMIT: 'conversation-limit',
  ERR_INPUT_LIMIT: 'prompt-too-long',
  ERR_OUTPUT_LIMIT: 'reply-too-long',
  ERR_MODEL_UNAVAILABLE: 'model-unavailable',
  ERR_MODEL_RESTRICTED: 'model-unavailable',
  ERR_RATE_LIMIT: 'rate-limit',
  ERR_USER_LIMIT: 'rate-limit',
  ERR_ACCOUNT_LIMIT: 'rate-limit',
  ERR_IMAGE_GENERATION_LIMIT: 'rate-limit',
  ERR_SERVICE_LIMIT: 'overloaded',
  ERR_SERVICE_UNAVAILABLE: 'overloaded',
  ERR_SERVICE_OFFLINE: 'overloaded',
  ERR_UPSTREAM: 'overloaded',
  ERR_BAD_REQUEST: 'rejected',
  ERR_EMPTY_RESPONSE: 'protocol',
};

/** The service's error in the body of an HTTP error; `null` where it says nothing of its own. */
export function parseErrorBody(body: string, status: number): ServiceError | null {
  const error = parseJson(errorSchema, body);
  return error && describe(error, status);
}

/** The error of a stream's frame. */
export function errorOfFrame(data: string): ChatError {
  const error = parseJson(errorSchema, data);
  if (!error) return new ChatError('rejected', 'The service reports an error it does not name');
  const status = error.status ?? undefined;
  const { kind, message, code } = describe(error, status);
  return new ChatError(kind, message, { status, code });
}

/** An error that the service says in another way than by an error frame. */
export function errorOfType(type: string): ChatError {
  return new ChatError(KIND_BY_TYPE[type] ?? 'rejected', type, { code: type });
}

/** The type says most; the status is asked where we do not know the type. */
function describe({ type, overrideCode }: WireError, status: number | undefined): ServiceError {
  const kind = KIND_BY_TYPE[type] ?? (status === undefined ? 'rejected' : kindOfStatus(status));
  return { kind, code: type, message: overrideCode ? `${type} (${overrideCode})` : type };
}
