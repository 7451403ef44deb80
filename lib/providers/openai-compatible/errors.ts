import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { kindOfStatus, looksLikeHtml, type ServiceError } from '../shared/http';
import { parseJson } from '../shared/json';
import { errorBodySchema, type WireError } from './wire';

const MAX_QUOTED_LENGTH = 300;

/** What is known of the words by which servers name their errors, as `code` or as `type`. */
const KIND_BY_WORD: Readonly<Record<string, ErrorKind>> = {
  invalid_api_key: 'credentials',
  invalid_authentication: 'credentials',
  authentication_error: 'credentials',
  permission_error: 'credentials',
  insufficient_permissions: 'credentials',
  insufficient_quota: 'rate-limit',
  billing_hard_limit_reached: 'rate-limit',
  rate_limit_exceeded: 'rate-limit',
  rate_limit_error: 'rate-limit',
  context_length_exceeded: 'prompt-too-long',
  exceed_context_size_error: 'prompt-too-long', // llama.cpp
  string_above_max_length: 'prompt-too-long',
  request_too_large: 'prompt-too-long',
  model_not_found: 'model-unavailable',
  model_not_available: 'model-unavailable',
  model_decommissioned: 'model-unavailable', // Groq
  content_policy_violation: 'rejected',
  content_filter: 'rejected',
  moderation_blocked: 'rejected',
  unsupported_country_region_territory: 'blocked',
  unavailable_error: 'overloaded', // llama.cpp
  overloaded_error: 'overloaded',
  server_error: 'overloaded',
  service_unavailable: 'overloaded',
  // gpt4free names the class of the exception
  MissingAuthError: 'credentials',
  RateLimitError: 'rate-limit',
  PaymentRequiredError: 'rate-limit',
  ModelNotFoundError: 'model-unavailable',
  ProviderNotFoundError: 'model-unavailable',
  ProviderNotWorkingError: 'overloaded',
  ResponseError: 'overloaded',
  ResponseStatusError: 'overloaded',
  RetryProviderError: 'overloaded',
  CloudflareError: 'blocked',
};

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
  const known = names.find((name) => Object.hasOwn(KIND_BY_WORD, name));
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
  const kind = known === undefined ? undefined : KIND_BY_WORD[known];
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
