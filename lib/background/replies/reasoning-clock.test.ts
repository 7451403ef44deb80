import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ChatEvent } from '@/lib/chat/events';
import { createReasoningClock } from './reasoning-clock';

beforeEach(() => void vi.useFakeTimers({ now: 1000 }));
afterEach(() => void vi.useRealTimers());

function start() {
  const events: ChatEvent[] = [];
  return { events, clock: createReasoningClock((event) => events.push(event)) };
}

const thought = { type: 'reasoning-delta', text: 'Hm' } as const;
const text = { type: 'text-delta', text: 'Yes' } as const;
const wait = { type: 'wait', wait: { kind: 'rate-limit', until: 0 } } as const;

test('reasoning lasts from its first word to the first of the answer', () => {
  const { events, clock } = start();
  clock.emit(thought);
  vi.advanceTimersByTime(5000);
  clock.emit(thought);
  vi.advanceTimersByTime(7000);
  clock.emit(text);
  clock.emit(text);
  clock.end();
  expect(events).toEqual([
    { type: 'reasoning-start', at: 1000 },
    thought,
    thought,
    { type: 'reasoning-end', at: 13_000 },
    text,
    text,
  ]);
});

test('a reply that ends while the model reasons has its time, too', () => {
  const { events, clock } = start();
  clock.emit(thought);
  clock.end();
  expect(events.at(-1)).toEqual({ type: 'reasoning-end', at: 1000 });
});

test('a pause does not end reasoning', () => {
  const { events, clock } = start();
  for (const event of [thought, wait, thought]) clock.emit(event);
  expect(events.map(({ type }) => type)).toEqual([
    'reasoning-start',
    'reasoning-delta',
    'wait',
    'reasoning-delta',
  ]);
});

test('a reply without reasoning has no times', () => {
  const { events, clock } = start();
  clock.emit(text);
  clock.end();
  expect(events).toEqual([text]);
});
