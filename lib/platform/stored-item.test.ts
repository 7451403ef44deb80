import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStoredItem } from './stored-item';

beforeEach(() => fakeBrowser.reset());

const toCount = (stored: unknown) => (typeof stored === 'number' ? stored : 0);
const createCount = () => createStoredItem('local', 'count', toCount);

test('a value is read as it was written, and as nothing once it is removed', async () => {
  const count = createCount();
  expect(await count.read()).toBe(0);
  await count.write(7);
  expect(await createCount().read()).toBe(7);
  await count.remove();
  expect(await count.read()).toBe(0);
});

test('what earlier versions kept is still there: under its plain key, with a version beside it', async () => {
  await fakeBrowser.storage.local.set({ count: 5, count$: { v: 1 } });
  expect(await createCount().read()).toBe(5);
  await createCount().write(6);
  expect(await fakeBrowser.storage.local.get()).toEqual({ count: 6, count$: { v: 1 } });
});

test('what is kept for the session is not on the disk', async () => {
  await createStoredItem('session', 'count', toCount).write(7);
  expect(await fakeBrowser.storage.local.get()).toEqual({});
  expect(await createCount().read()).toBe(0);
});

test('two changes in a row do not undo each other, not even after one that failed', async () => {
  const count = createCount();
  const failing = count.change(() => {
    throw new Error('no');
  });
  const changes = [count.change((before) => before + 1), count.change((before) => before + 1)];
  await expect(failing).rejects.toThrow('no');
  expect(await Promise.all(changes)).toEqual([
    { before: 0, after: 1 },
    { before: 1, after: 2 },
  ]);
});

test('a change that changes nothing is not heard of', async () => {
  const count = createCount();
  const heard: number[] = [];
  count.watch((value) => heard.push(value), new AbortController().signal);
  await count.change((before) => before);
  expect(heard).toEqual([]);
  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

test('a listener hears of its own item alone, and of nothing once it stopped', async () => {
  const count = createCount();
  const heard: number[] = [];
  const watching = new AbortController();
  count.watch((value) => heard.push(value), watching.signal);
  await fakeBrowser.storage.local.set({ other: 3 });
  await createStoredItem('session', 'count', toCount).write(4);
  await createCount().write(5);
  await count.remove();
  watching.abort();
  await count.write(6);
  expect(heard).toEqual([5, 0]);
});
