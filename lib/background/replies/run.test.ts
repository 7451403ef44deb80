import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChatError } from '@/lib/chat/errors';
import type { ChatEvent } from '@/lib/chat/events';
import type { Outcome } from '@/lib/chat/message';
import { createGroupCommit } from './group-commit';
import { MAX_REPLY_LENGTH, run, type ReplyStream } from './run';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface StartOptions {
  readonly signal?: AbortSignal;
  readonly stallMs?: number;
  readonly emit?: (event: ChatEvent) => void;
}

/** Runs `stream` and tells what came of it. */
function start(stream: () => ReplyStream, options: StartOptions = {}) {
  const { signal = new AbortController().signal, stallMs, emit } = options;
  const events: ChatEvent[] = [];
  let outcome: Outcome | undefined;
  const ended = run({
    open: async () => ({ stream: stream(), stallMs }),
    signal,
    images: { obtain: () => forever(), toPart: () => ({ type: 'text', text: '' }) },
    saveState: () => {},
    emit: emit ?? ((event) => events.push(event)),
  }).then((result) => (outcome = result));
  return { events, ended, outcome: () => outcome };
}

const text = (value: string) => ({ type: 'text-delta', text: value }) as const;
async function* failing(error: Error): ReplyStream {
  yield* [];
  throw error;
}
const forever = () => new Promise<never>(() => {});
async function* silent(): ReplyStream {
  yield* [];
  return forever();
}

test('a service that sends no token for a minute has stalled, and its text is kept', async () => {
  const { events, outcome } = start(async function* () {
    yield text('so far');
    return forever();
  });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(outcome()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(outcome()).toMatchObject({ type: 'failed', error: { kind: 'stalled' } });
  expect(events).toEqual([text('so far')]);
});

test('a service that loads its model first may be silent for as long as it says', async () => {
  const { outcome } = start(() => silent(), { stallMs: 300_000 });
  await vi.advanceTimersByTimeAsync(299_000);
  expect(outcome()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(outcome()).toMatchObject({ error: { kind: 'stalled', message: 'No token for 300 s' } });
});

test('a slow service that sends a token now and then does not stall', async () => {
  const { ended, outcome } = start(async function* () {
    for (let minute = 0; minute < 5; minute += 1) {
      yield text('.');
      await new Promise((resolve) => setTimeout(resolve, 59_000));
    }
    return 'stop';
  });
  await vi.advanceTimersByTimeAsync(5 * 59_000);
  await ended;
  expect(outcome()).toEqual({ type: 'complete', finishReason: 'stop' });
});

test('a pause that the provider announced does not count as a stall', async () => {
  const { outcome } = start(async function* () {
    yield { type: 'wait', wait: { kind: 'rate-limit', until: Date.now() + 100_000 } };
    await new Promise((resolve) => setTimeout(resolve, 100_000));
    return 'stop';
  });
  await vi.advanceTimersByTimeAsync(100_000);
  expect(outcome()).toEqual({ type: 'complete', finishReason: 'stop' });
});

test('Stop ends a reply at once, even when the provider does not listen', async () => {
  const controller = new AbortController();
  const { outcome } = start(async function* () {
    yield text('so far');
    return forever();
  }, controller);
  await vi.advanceTimersByTimeAsync(10);
  controller.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(outcome()).toEqual({ type: 'aborted' });
});

test('Stop that comes before the first step ends a reply too', async () => {
  const { outcome } = start(() => forever() as never, { signal: AbortSignal.abort() });
  await vi.advanceTimersByTimeAsync(0);
  expect(outcome()).toEqual({ type: 'aborted' });
});

test('an endless reply is stopped at the limit and says so', async () => {
  const { events, ended, outcome } = start(async function* () {
    for (;;) yield text('x'.repeat(100_000));
  });
  await ended;
  expect(outcome()).toMatchObject({ type: 'failed', error: { kind: 'reply-too-long' } });
  const length = events.reduce((sum, event) => sum + ('text' in event ? event.text.length : 0), 0);
  expect(length).toBe(MAX_REPLY_LENGTH);
});

test('a service that sends without a pause does not hold back what it sent, nor the Stop', async () => {
  vi.useRealTimers();
  const controller = new AbortController();
  const groups: ChatEvent[][] = [];
  const commits = createGroupCommit<ChatEvent>(
    () => 50,
    async (events) => {
      groups.push(events);
      if (groups.length === 3) setTimeout(() => controller.abort());
    },
  );
  const { ended, outcome } = start(
    async function* () {
      for (;;) yield text('x');
    },
    { signal: controller.signal, emit: commits.push },
  );
  await ended;
  expect(outcome()).toEqual({ type: 'aborted' });
  expect(groups.length).toBeGreaterThanOrEqual(3);
});

test('the tokens that the service counted are told', async () => {
  const { events, ended } = start(async function* () {
    yield { type: 'usage', inputTokens: 7, outputTokens: 9 };
    return 'stop';
  });
  await ended;
  expect(events).toEqual([{ type: 'usage', inputTokens: 7, outputTokens: 9 }]);
});

test('what a provider throws is told by its kind, and a bug as internal', async () => {
  const limited = start(() =>
    failing(new ChatError('rate-limit', '429', { retryAfterMs: 7000, status: 429 })),
  );
  await limited.ended;
  expect(limited.outcome()).toEqual({
    type: 'failed',
    error: { kind: 'rate-limit', message: '429', retryAfterMs: 7000, status: 429 },
  });
  const broken = start(() => failing(new TypeError('undefined is not a function')));
  await broken.ended;
  expect(broken.outcome()).toMatchObject({ error: { kind: 'internal' } });
});
