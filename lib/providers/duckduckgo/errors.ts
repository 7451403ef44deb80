import { ChatError } from '@/lib/chat/errors';
import { kindOfCode, type ErrorCodes } from '../shared/error-codes';
import { kindOfStatus, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorSchema, type WireError } from './wire';

const ERROR_TYPES: ErrorCodes = [
  ['blocked', ['ERR_CHALLENGE', 'ERR_BN_LIMIT', 'ERR_INVALID_VQD', 'ERR_EXPIRED_VQD']],
  ['conversation-limit', ['ERR_CONVERSATION_LIMIT']],
  ['prompt-too-long', ['ERR_INPUT_LIMIT']],
  ['reply-too-long', ['ERR_OUTPUT_LIMIT']],
  ['model-unavailable', ['ERR_MODEL_UNAVAILABLE', 'ERR_MODEL_RESTRICTED']],
  [
    'rate-limit',
    ['ERR_RATE_LIMIT', 'ERR_USER_LIMIT', 'ERR_ACCOUNT_LIMIT', 'ERR_IMAGE_GENERATION_LIMIT'],
  ],
  [
    'overloaded',
    ['ERR_SERVICE_LIMIT', 'ERR_SERVICE_UNAVAILABLE', 'ERR_SERVICE_OFFLINE', 'ERR_UPSTREAM'],
  ],
  ['rejected', ['ERR_BAD_REQUEST']],
  ['protocol', ['ERR_EMPTY_RESPONSE']],
];

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
  return new ChatError(kindOfCode(ERROR_TYPES, type) ?? 'rejected', type, { code: type });
}

/** The type says most; the status is asked where we do not know the type. */
function describe({ type, overrideCode }: WireError, status: number | undefined): ServiceError {
  const kind =
    kindOfCode(ERROR_TYPES, type) ?? (status === undefined ? 'rejected' : kindOfStatus(status));
  return { kind, code: type, message: overrideCode ? `${type} (${overrideCode})` : type };
}
