import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ERROR_KINDS, type ErrorData } from '@/lib/chat/errors';
import type { Outcome } from '@/lib/chat/message';
import { watchProviderNews } from '@/lib/settings/provider-news';
import {
  forgetHealth,
  forgetHealthAt,
  observedHealth,
  observeOutcome,
  readObservations,
} from './health';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 21, 12);

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});
afterEach(() => void vi.useRealTimers());

const provider = {
  id: 'p',
  settings: { host: 'a' } as unknown,
  connection: {
    site: { name: '', url: '' },
    origins: ['https://a.example/*'],
    headerRules: [],
    key: { need: 'none', page: null },
  },
} as const;

const end = (outcome: Outcome) => observeOutcome(provider, outcome);
const fail = (error: Partial<ErrorData>) =>
  end({ type: 'failed', error: { kind: 'network', message: '', ...error } });
const known = async (asked: Parameters<typeof observedHealth>[1] = provider) =>
  observedHealth(await readObservations(), asked);

test('a limit is known until the time the service named', async () => {
  await fail({ kind: 'rate-limit', retryAfterMs: MINUTE_MS });
  expect(await known()).toEqual({ type: 'limited', until: NOW + MINUTE_MS });
  vi.setSystemTime(NOW + MINUTE_MS);
  expect(await known()).toBeNull();
});

test('what no one gave an end to ends by itself, but a wrong key stays wrong', async () => {
  const lasting: Record<string, string | undefined> = {};
  for (const kind of ERROR_KINDS) {
    vi.setSystemTime(NOW);
    await forgetHealth('p');
    await fail({ kind });
    const before = await known();
    vi.setSystemTime(NOW + 24 * 60 * MINUTE_MS);
    const after = await known();
    if (before) lasting[kind] = after ? `${before.type}, for good` : before.type;
  }
  expect(lasting).toEqual({
    network: 'unreachable',
    stalled: 'unreachable',
    overloaded: 'unreachable',
    'rate-limit': 'limited',
    blocked: 'refused',
    'web-page': 'refused',
    'sign-in': 'refused',
    credentials: 'needs-key, for good',
  });
});

test('an answer makes a provider ready again; a stop and a kill say nothing', async () => {
  await fail({ kind: 'blocked' });
  await end({ type: 'aborted' });
  await end({ type: 'interrupted' });
  expect(await known()).toEqual({ type: 'refused' });
  await end({ type: 'complete', finishReason: 'stop' });
  expect(await known()).toBeNull();
});

test('other settings, and access given or taken, begin anew', async () => {
  await fail({ kind: 'blocked' });
  expect(await known({ id: 'p', settings: { host: 'b' } })).toBeNull();
  await forgetHealthAt(['https://other.example/*']);
  expect(await known()).toEqual({ type: 'refused' });
  await forgetHealthAt(['https://a.example/*']);
  expect(await known()).toBeNull();
});

test('UIs hear of each change, and of nothing else', async () => {
  let heard = 0;
  watchProviderNews(() => (heard += 1), new AbortController().signal);
  await end({ type: 'complete', finishReason: 'stop' });
  expect(heard).toBe(0);
  await fail({ kind: 'blocked' });
  expect(heard).toBe(1);
  await end({ type: 'complete', finishReason: 'stop' });
  expect(heard).toBe(2);
});

test('failures at the same moment are all remembered', async () => {
  const other = { ...provider, id: 'q' };
  const outcome = { type: 'failed', error: { kind: 'blocked', message: '' } } as const;
  await Promise.all([observeOutcome(provider, outcome), observeOutcome(other, outcome)]);
  expect([await known(), await known(other)]).toEqual([{ type: 'refused' }, { type: 'refused' }]);
});
