import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGroupCommit } from './group-commit';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A store whose writes take `writeMs`. */
function createStore(writeMs: number) {
  const groups: { at: number; items: number[] }[] = [];
  let isWriting = false;
  const write = async (items: number[]) => {
    expect(isWriting).toBe(false);
    isWriting = true;
    groups.push({ at: performance.now(), items });
    await new Promise((resolve) => setTimeout(resolve, writeMs));
    isWriting = false;
  };
  return { groups, write };
}

test('the first item goes at once, the rest in groups', async () => {
  const { groups, write } = createStore(5);
  const commits = createGroupCommit(() => 50, write);
  commits.push(1);
  expect(groups).toHaveLength(1);
  commits.push(2);
  commits.push(3);
  await vi.advanceTimersByTimeAsync(49);
  expect(groups).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3]]);
});

test('how long the next write waits, depends on what the last one wrote', async () => {
  const { groups, write } = createStore(5);
  const commits = createGroupCommit((items) => 50 * items.length, write);
  commits.push(1);
  for (const item of [2, 3, 4]) commits.push(item);
  await vi.advanceTimersByTimeAsync(50);
  commits.push(5);
  await vi.advanceTimersByTimeAsync(149);
  expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3, 4]]);
  await vi.advanceTimersByTimeAsync(1);
  expect(groups.map(({ items }) => items)).toEqual([[1], [2, 3, 4], [5]]);
});

test('closing writes what waits without waiting for its turn', async () => {
  const { groups, write } = createStore(5);
  const commits = createGroupCommit(() => 50, write);
  commits.push(1);
  commits.push(2);
  const closed = commits.close();
  await vi.advanceTimersByTimeAsync(10);
  await closed;
  expect(groups.map(({ items }) => items)).toEqual([[1], [2]]);
});

test('every item is written once and in order, one write at a time', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(80), { maxLength: 30 }),
      fc.nat(120),
      async (pausesMs, writeMs) => {
        const { groups, write } = createStore(writeMs);
        const commits = createGroupCommit(() => 50, write);
        for (const [index, pauseMs] of pausesMs.entries()) {
          commits.push(index);
          await vi.advanceTimersByTimeAsync(pauseMs);
        }
        const closed = commits.close();
        await vi.advanceTimersByTimeAsync(writeMs * 2 + 200);
        await closed;
        expect(groups.flatMap(({ items }) => items)).toEqual([...pausesMs.keys()]);
        for (const { items } of groups) expect(items).not.toEqual([]);
      },
    ),
  );
});
