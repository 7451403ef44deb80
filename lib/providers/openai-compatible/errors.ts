import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { kindOfCode, type ErrorCodes } from '../shared/error-codes';
import { kindOfStatus, looksLikeHtml, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorBodySchema, type WireError } from './wire';

const MAX_QUOTED_LENGTH = 300;

/** What is known of the words by which servers name their errors, as `code` or as `type`. */
const ERROR_WORDS: ErrorCodes = [
  [
    'credentials',
    [
      'invalid_api_key',
      'invalid_authentication',
      'authentication_error',
      'permission_error',
      'insufficient_permissions',
      'MissingAuthError', // gpt4free names the class of the exception
    ],
  ],
  [
    'rate-limit',
    [
      'insufficient_quota',
      'billing_hard_limit_reached',
      'rate_limit_exceeded',
      'rate_limit_error',
      'RateLimitError',
      'PaymentRequiredError',
    ],
  ],
  [
    'prompt-too-long',
    [
      'context_length_exceeded',
      'exceed_context_size_error', // llama.cpp
      'string_above_max_length',
      'request_too_large',
    ],
  ],
  [
    'model-unavailable',
    [
      'model_not_found',
      'model_not_available',
      'model_decommissioned', // Groq
      'ModelNotFoundError',
      'ProviderNotFoundError',
    ],
  ],
  ['rejected', ['content_policy_violation', 'content_filter', 'moderation_blocked']],
  ['blocked', ['unsupported_country_region_territory', 'CloudflareError']],
  [
    'overloaded',
    [
      'unavailable_error', // llama.cpp
      'overloaded_error',
      'server_error',
      'service_unavailable',
      'ProviderNotWorkingError',
      'ResponseError',
      'ResponseStatusError',
      'RetryProviderError',
    ],
  ],
];

/** The server's error in the body of an HTTP error; `null` where it says nothing of its own. */
export function parseErrorBody(body: string, status: number): ServiceError | null {
  const parsed = parseJson(errorBodySchema, body);
  return parsed && describe('error' in parsed ? parsed.error : parsed, status);
}

/** An error in an answer that began well. */
export function errorInAnswer(error: WireError): ChatError {
  const stated = typeof error === 'string' ? null : Number(error.code);
  const status = stated !== null && stated >= 400 && stated < 600 ? stated : undefined;
  const { kind, message, code } = describe(error, status);
  return new ChatError(kind, message, { status, code });
}

/** Nothing changes before the user pays: asking again is in vain. */
export function isOutOfCredit({ facts }: ChatError): boolean {
  return facts.status === 402 || facts.code === 'insufficient_quota';
}

/** Some servers answer while they still load their model. */
export function isLoading({ facts }: ChatError): boolean {
  return facts.status === 503 && facts.code === 'unavailable_error';
}

function describe(error: WireError, status: number | undefined): ServiceError {
  const { message, type, code, metadata } =
    typeof error === 'string' ? { message: error, type: '', code: '', metadata: null } : error;
  const names = [typeof code === 'string' ? code : '', type ?? '', classIn(message)].filter(
    (name) => name !== '',
  );
  const known = names.find((name) => kindOfCode(ERROR_WORDS, name));
  return {
    kind: kindOf({ known, message, isFiltered: Boolean(metadata?.reasons?.length), status }),
    message: looksLikeHtml(message) ? 'HTML content' : message.slice(0, MAX_QUOTED_LENGTH),
    code: known ?? names[0] ?? String(status ?? 'error'),
  };
}

interface Signs {
  readonly known: string | undefined;
  readonly message: string;
  readonly isFiltered: boolean;
  readonly status: number | undefined;
}

function kindOf({ known, message, isFiltered, status }: Signs): ErrorKind {
  const kind = kindOfCode(ERROR_WORDS, known ?? '');
  if (kind !== undefined) return kind;
  if (isFiltered) return 'rejected';
  if (/maximum context length/i.test(message)) return 'prompt-too-long'; // vLLM has no word for it
  if (status === 404) return 'model-unavailable';
  return status === undefined ? 'rejected' : kindOfStatus(status);
}

/** `RateLimitError` of `RateLimitError: Too many requests`. */
function classIn(message: string): string {
  return /^([A-Z]\w*Error): /.exec(message)?.[1] ?? '';
}
