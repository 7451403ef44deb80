import { expect, test } from 'vitest';
import { ChatError, toErrorData } from '@/lib/chat/errors';
import { withoutSecrets } from './secrets';

const KEY = 'sk-canary-0123456789abcdef';

test.each([
  [`Incorrect API key provided: ${KEY}.`, 'Incorrect API key provided: [left out].'],
  ['Wrong key sk-canary-012...', 'Wrong key [left out]...'],
  ['Wrong key …456789abcdef', 'Wrong key …[left out]'],
  ['Wrong key sk-canar**********cdef', 'Wrong key [left out]'],
  ['Wrong token tenant-canary', 'Wrong token [left out]'],
  ['No such model: gpt-4o', 'No such model: gpt-4o'],
])('"%s" is told as "%s"', (message, told) => {
  const error = new ChatError('credentials', message, { status: 401, code: 'invalid_api_key' });
  const secrets = { apiKey: KEY, headers: { 'x-tenant': 'tenant-canary', 'x-flag': '1' } };
  expect(toErrorData(withoutSecrets(error, secrets))).toEqual({
    kind: 'credentials',
    message: told,
    status: 401,
    code: 'invalid_api_key',
  });
});

test('what caused an error goes with the key it quotes', () => {
  const error = new ChatError('network', `No ${KEY}`, { cause: new Error(KEY) });
  expect(withoutSecrets(error, { apiKey: KEY, headers: {} })).toHaveProperty('cause', undefined);
});
