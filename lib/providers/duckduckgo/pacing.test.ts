import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { collectReply } from '@/test/emulators/collect-reply';
import { startDuckduckgoEmulator } from '@/test/emulators/duckduckgo';
import { createNodeBrowser, MemorySession, VirtualClock } from '@/test/emulators/node-context';
import type { Clock, SessionValues } from '../provider';
import { duckduckgo } from './index';
import { SPACING_MS, takeTurn } from './pacing';
import { settingsSchema, type Context } from './settings';

test('no request but the very first goes out within 1.5 s of another', async () => {
  const clock = new VirtualClock();
  await using emulator = await startDuckduckgoEmulator({ now: clock.now });
  await using browser = createNodeBrowser({ provider: duckduckgo, emulator, clock });
  const start = clock.now();
  await collectReply(duckduckgo, { turns: [{ role: 'user', text: 'Hi' }] }, browser.context());
  expect(emulator.requests.map(({ at }) => at - start)).toEqual(
    [0, 1, 2, 3].map((turn) => turn * SPACING_MS),
  );
  expect(emulator.violations).toEqual([]);
});

test('only what is left of the 1.5 s is waited for', async () => {
  const { context, clock } = create();
  await takeTurn(context());
  clock.advance(1000);
  expect(await waited(clock, context())).toBe(SPACING_MS - 1000);
  clock.advance(60_000);
  expect(await waited(clock, context())).toBe(0);
});

test('after retries the wait is longer by half of itself for each', async () => {
  const { context, clock } = create();
  await takeTurn(context());
  expect(await waited(clock, context(), 1)).toBe(1.5 * SPACING_MS);
  expect(await waited(clock, context(), 3)).toBe(2.5 * SPACING_MS);
});

test('a worker that was stopped in between changes nothing', async () => {
  const session = new MemorySession();
  const { context, clock } = create({ session });
  await takeTurn(context());
  const restarted = create({ session, clock });
  expect(await waited(clock, restarted.context())).toBe(SPACING_MS);
});

test('a clock that was set back delays by 1.5 s and no more', async () => {
  const { context, clock } = create();
  await takeTurn(context());
  clock.advance(-365 * 24 * 3_600_000);
  expect(await waited(clock, context())).toBe(SPACING_MS);
});

test('a damaged memory of the last request is none', async () => {
  const session = new MemorySession();
  await session.set('lastRequestAt', 'yesterday');
  const { context, clock } = create({ session });
  expect(await waited(clock, context())).toBe(0);
});

test('replies at once take turns', async () => {
  const sentAt: unknown[] = [];
  const session = new MemorySession();
  const recording: SessionValues = {
    get: (key) => session.get(key),
    set: (key, value) => {
      sentAt.push(value);
      return session.set(key, value);
    },
  };
  const { context, clock } = create({ session: recording });
  const start = clock.now();
  await Promise.all([takeTurn(context()), takeTurn(context()), takeTurn(context())]);
  expect(sentAt).toEqual([start, start + SPACING_MS, start + 2 * SPACING_MS]);
});

test('whoever stops waiting does so at once, and delays nobody', async () => {
  const clock = new ManualClock();
  const { context } = create({ clock });
  await takeTurn(context());
  const first = new AbortController();
  const second = new AbortController();
  const waiting = takeTurn(context(first.signal));
  const queued = takeTurn(context(second.signal));
  const last = takeTurn(context());
  second.abort(new Error('second stopped'));
  await expect(queued).rejects.toThrow('second stopped');
  first.abort(new Error('first stopped'));
  await expect(waiting).rejects.toThrow('first stopped');
  await expect.poll(() => clock.sleepers).toEqual([SPACING_MS]);
  clock.wakeAll();
  await last;
});

interface Parts {
  session?: SessionValues;
  clock?: Clock;
}

function create<T extends Parts>(parts?: T) {
  const clock = parts?.clock ?? new VirtualClock();
  const session = parts?.session ?? new MemorySession();
  const context = (signal = new AbortController().signal): Context => ({
    clock,
    session,
    signal,
    settings: z.parse(settingsSchema, {}),
    apiKey: null,
    headers: {},
    fetch: () => Promise.reject(new Error('no network')),
    cookies: { has: () => Promise.resolve(true), set: () => Promise.resolve() },
    userAgent: { text: '', brands: [] },
    measureHtml: () => Promise.reject(new Error('no DOM')),
    languageModel: null,
  });
  return { context, clock: clock as VirtualClock };
}

async function waited(clock: Clock, context: Context, retries = 0): Promise<number> {
  const start = clock.now();
  await takeTurn(context, { retries });
  return clock.now() - start;
}

/** A clock that stands still, and whose sleepers someone must wake. */
class ManualClock implements Clock {
  sleepers: number[] = [];
  readonly #wake = new Set<() => void>();

  now = () => 0;
  random = () => 0;

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    if (ms <= 0) return Promise.resolve();
    this.sleepers.push(ms);
    return new Promise((resolve, reject) => {
      this.#wake.add(resolve);
      signal.addEventListener('abort', () => {
        this.sleepers.splice(this.sleepers.indexOf(ms), 1);
        reject(signal.reason);
      });
    });
  }

  wakeAll(): void {
    for (const wake of this.#wake) wake();
  }
}
