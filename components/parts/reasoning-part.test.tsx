// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { ReasoningPart } from './reasoning-part';

beforeEach(() => {
  speakEnglish();
  vi.useFakeTimers({ now: 100_000 });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const reasoning = { type: 'reasoning', text: 'Hm, *well*.' } as const;

function summary(): string | null | undefined {
  return document.querySelector('summary')?.textContent;
}

test('while a model thinks, its summary says for how long', () => {
  render(<ReasoningPart part={{ ...reasoning, startedAt: 95_000 }} isStreaming />);
  expect(summary()).toBe('Thinking… 5 s');
  act(() => void vi.advanceTimersByTime(2000));
  expect(summary()).toBe('Thinking… 7 s');
});

test('afterwards it says how long that took', () => {
  const part = { ...reasoning, startedAt: 95_000, endedAt: 160_000 };
  const { rerender } = render(<ReasoningPart part={part} isStreaming />);
  expect(summary()).toBe('Thought for 1 min 5 s');
  rerender(<ReasoningPart part={part} isStreaming={false} />);
  expect(summary()).toBe('Thought for 1 min 5 s');
});

test.each([{}, { startedAt: 95_000 }])('where no time is known, none is named: %j', (times) => {
  render(<ReasoningPart part={{ ...reasoning, ...times }} isStreaming={false} />);
  expect(summary()).toBe('Reasoning');
});

test('the thoughts are folded, and drawn when they are unfolded', async () => {
  render(<ReasoningPart part={reasoning} isStreaming={false} />);
  expect(screen.queryByText('well')).toBeNull();
  const details = document.querySelector('details');
  act(() => {
    if (details !== null) details.open = true;
    details?.dispatchEvent(new Event('toggle'));
  });
  expect(screen.getByText('well').localName).toBe('em');
});
