// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createUpdateQueue } from './update-queue';

let frames: (() => void)[] = [];
let isHidden = false;

beforeEach(() => {
  frames = [];
  isHidden = false;
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function createQueue(signal = new AbortController().signal) {
  const batches: (readonly string[])[] = [];
  return { batches, queue: createUpdateQueue<string>((items) => batches.push(items), signal) };
}

function drawFrame(): void {
  for (const callback of frames.splice(0)) callback();
}

function show(visible: boolean): void {
  isHidden = !visible;
  document.dispatchEvent(new Event('visibilitychange'));
}

test('the first item after a quiet spell is applied at once', () => {
  const { batches, queue } = createQueue();
  queue.push('a');
  expect(batches).toEqual([['a']]);
});

test('items within one animation frame are applied together in the next', () => {
  const { batches, queue } = createQueue();
  for (const item of ['a', 'b', 'c']) queue.push(item);
  expect(batches).toEqual([['a']]);
  drawFrame();
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('after a frame without items the spell counts as quiet again', () => {
  const { batches, queue } = createQueue();
  queue.push('a');
  drawFrame();
  drawFrame();
  queue.push('b');
  expect(batches).toEqual([['a'], ['b']]);
});

test('an urgent item does not wait, and takes those before it along in order', () => {
  const { batches, queue } = createQueue();
  queue.push('a');
  queue.push('b');
  queue.pushNow('c');
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('nothing is applied while the page is hidden, and all of it when it is seen again', () => {
  const { batches, queue } = createQueue();
  show(false);
  queue.push('a');
  queue.pushNow('b');
  drawFrame();
  expect(batches).toEqual([]);
  show(true);
  expect(batches).toEqual([['a', 'b']]);
});

test('nothing is applied after the signal has aborted', () => {
  const controller = new AbortController();
  const { batches, queue } = createQueue(controller.signal);
  queue.push('a');
  queue.push('b');
  controller.abort();
  drawFrame();
  expect(batches).toEqual([['a']]);
});
