import { expect, test } from 'vitest';
import { VirtualClock } from '@/test/emulators/node-context';
import { ChatError, toErrorData } from '@/lib/chat/errors';
import type { ProviderEvent } from '../provider';
import { withRetries } from './retries';

type Try = () => AsyncGenerator<ProviderEvent, 'stop', undefined>;

const failing = (error: unknown, text = ''): Try =>
  async function* () {
    if (text !== '') yield { type: 'text-delta', text };
    throw error;
  };
const answering: Try = async function* () {
  yield { type: 'text-delta', text: 'Yes.' };
  return 'stop';
};

const limited = (retryAfterMs: number) =>
  failing(new ChatError('rate-limit', 'Slow down', { retryAfterMs }));

async function run(tries: readonly Try[]) {
  const clock = new VirtualClock();
  const { signal } = new AbortController();
  const startedAt = clock.now();
  let asked = 0;
  const reply = withRetries(() => (tries[asked++] ?? answering)(), { clock, signal });
  const texts: string[] = [];
  let error = null;
  try {
    for await (const event of reply) if (event.type === 'text-delta') texts.push(event.text);
  } catch (thrown) {
    error = toErrorData(thrown);
  }
  return { asked, text: texts.join(''), error, waitedMs: clock.now() - startedAt };
}

test('a busy service is asked again, each time after a longer wait', async () => {
  const busy = failing(new ChatError('overloaded', 'Busy'));
  expect(await run([busy, busy])).toEqual({ asked: 3, text: 'Yes.', error: null, waitedMs: 2500 });
});

test('after two retries the failure stands, and says how often it was asked', async () => {
  const busy = failing(new ChatError('rate-limit', 'Slow down', { status: 429 }));
  const { asked, error } = await run([busy, busy, busy]);
  expect(asked).toBe(3);
  expect(error).toEqual({
    kind: 'rate-limit',
    message: 'Slow down (after 2 retries)',
    status: 429,
  });
});

test('the wait that a service names is kept to, unless it is too long', async () => {
  expect(await run([limited(7000)])).toMatchObject({ text: 'Yes.', waitedMs: 7000 });
  expect(await run([limited(3_600_000)])).toMatchObject({ asked: 1, waitedMs: 0 });
});

test.each([
  ['what asking again cannot change', failing(new ChatError('credentials', 'Wrong key'))],
  ['a reply that has begun', failing(new ChatError('overloaded', 'Busy'), 'Half a')],
  ['a bug of ours', failing(new TypeError('x is not a function'))],
])('%s is not asked for again', async (_, once) => {
  expect(await run([once])).toMatchObject({ asked: 1, waitedMs: 0 });
});
