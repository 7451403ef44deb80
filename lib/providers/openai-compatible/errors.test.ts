import { expect, test } from 'vitest';
import { toErrorData } from '@/lib/chat/errors';
import { errorInAnswer, parseErrorBody } from './errors';

const body = (error: unknown) => JSON.stringify({ error });

test.each([
  [401, { code: 'invalid_api_key' }, 'credentials', 'invalid_api_key'],
  [401, { type: 'authentication_error', code: 401 }, 'credentials', 'authentication_error'],
  [
    429,
    { code: 'insufficient_quota', type: 'insufficient_quota' },
    'rate-limit',
    'insufficient_quota',
  ],
  [402, { code: 402 }, 'rate-limit', '402'],
  [429, { code: 'rate_limit_exceeded', type: 'tokens' }, 'rate-limit', 'rate_limit_exceeded'],
  [400, { code: 'context_length_exceeded' }, 'prompt-too-long', 'context_length_exceeded'],
  [
    400,
    { type: 'exceed_context_size_error', code: 400 },
    'prompt-too-long',
    'exceed_context_size_error',
  ],
  [404, { code: 'model_not_found' }, 'model-unavailable', 'model_not_found'],
  [404, { code: 404 }, 'model-unavailable', '404'],
  [400, { code: 'content_policy_violation' }, 'rejected', 'content_policy_violation'],
  [403, { code: 403, metadata: { reasons: ['violence'] } }, 'rejected', '403'],
  [
    403,
    { code: 'unsupported_country_region_territory' },
    'blocked',
    'unsupported_country_region_territory',
  ],
  [503, { type: 'unavailable_error', code: 503 }, 'overloaded', 'unavailable_error'],
  [500, { type: 'server_error' }, 'overloaded', 'server_error'],
  [400, { type: 'invalid_request_error', param: 'messages' }, 'rejected', 'invalid_request_error'],
])('status %i with %j is %s', (status, error, kind, code) => {
  const told = { kind, code, message: 'Why' };
  expect(parseErrorBody(body({ message: 'Why', ...error }), status)).toEqual(told);
});

test('errors come in a few other frames', () => {
  expect(parseErrorBody(body('Why'), 500)).toMatchObject({ kind: 'overloaded', message: 'Why' });
  const plain = { object: 'error', message: 'Why', type: 'invalid_request', code: null };
  expect(parseErrorBody(JSON.stringify(plain), 422)).toMatchObject({ kind: 'rejected' });
  const length = "This model's maximum context length is 4096 tokens.";
  expect(parseErrorBody(body({ message: length, code: 400 }), 400)?.kind).toBe('prompt-too-long');
});

test('what is not an error of theirs is not read as one, and pages are not quoted', () => {
  expect(parseErrorBody('<html>secret</html>', 502)).toBeNull();
  expect(parseErrorBody('{"detail":"Not Found"}', 404)).toBeNull();
  const page = body({ message: '<!doctype html><p>secret</p>' });
  expect(parseErrorBody(page, 502)?.message).toBe('HTML content');
});

test('an error in an answer that began well has the status it names', () => {
  expect(
    toErrorData(
      errorInAnswer({ message: 'Busy', code: 503, type: null, param: null, metadata: null }),
    ),
  ).toEqual({
    kind: 'overloaded',
    message: 'Busy',
    status: 503,
    code: '503',
  });
  expect(toErrorData(errorInAnswer('RateLimitError: Slow down'))).toMatchObject({
    kind: 'rate-limit',
    code: 'RateLimitError',
  });
});
