// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from '@/lib/schema';
import { conversationIdSchema } from '@/lib/chat/ids';
import { announceBackground } from '@/lib/messaging/background-life';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import { watchConversation } from './chat-client';
import { createConversationStore, showConversation } from './conversation-store';
import { fakePort, type FakePort } from '../testing';

const id = z.parse(conversationIdSchema, 'c');
const snapshot: ServerFrame = {
  type: 'snapshot',
  conversation: { id, title: 'Caches', createdAt: 1, updatedAt: 1, leafId: null },
  messages: [],
  isWhole: true,
};
let ports: FakePort[] = [];
let testLife = new AbortController();

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
  ports = [];
  testLife = new AbortController();
  vi.spyOn(browser.runtime, 'connect').mockImplementation(() => {
    const port = fakePort();
    ports.push(port);
    return port.end;
  });
});
afterEach(() => {
  testLife.abort();
  vi.useRealTimers();
});

function watch() {
  const controller = new AbortController();
  const store = createConversationStore();
  showConversation(store, id);
  watchConversation(id, store, AbortSignal.any([controller.signal, testLife.signal]));
  return { store, controller };
}

test('a UI subscribes to its conversation and shows its snapshot', () => {
  const { store } = watch();
  expect(ports[0]?.sent).toEqual([{ type: 'subscribe', conversationId: 'c' }]);
  ports[0]?.deliver(snapshot);
  expect(store.getState()).toMatchObject({ connection: 'open', conversation: { title: 'Caches' } });
});

test('what a snapshot leaves out is asked for once its end is on the screen', () => {
  const { store } = watch();
  ports[0]?.deliver({ ...snapshot, isWhole: false });
  expect(ports[0]?.sent).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(ports[0]?.sent[1]).toEqual({ type: 'read-earlier' });
  ports[0]?.deliver({ type: 'earlier-messages', messages: [], isWhole: true });
  vi.advanceTimersByTime(100);
  expect(store.getState().isWhole).toBe(true);
});

test('a worker that dies before it is asked is asked no more', () => {
  watch();
  ports[0]?.deliver({ ...snapshot, isWhole: false });
  ports[0]?.close();
  vi.advanceTimersByTime(99);
  expect(ports[0]?.sent).toHaveLength(1);
});

test('when the worker dies the text stays, and a new port wakes a worker', () => {
  const { store } = watch();
  ports[0]?.deliver(snapshot);
  ports[0]?.close();
  expect(store.getState()).toMatchObject({ connection: 'lost', conversation: { title: 'Caches' } });
  vi.advanceTimersByTime(100);
  expect(ports[1]?.sent).toEqual([{ type: 'subscribe', conversationId: 'c' }]);
  ports[1]?.deliver(snapshot);
  expect(store.getState().connection).toBe('open');
});

test('a worker that keeps dying is tried again ever more seldom', () => {
  watch();
  for (let death = 0; death < 12; death += 1) {
    ports.at(-1)?.close();
    vi.advanceTimersByTime(5000);
  }
  expect(ports).toHaveLength(13);
  ports.at(-1)?.close();
  vi.advanceTimersByTime(4999);
  expect(ports).toHaveLength(13);
});

test('a frame that does not fit is refused and leads to a fresh snapshot', () => {
  const { store } = watch();
  ports[0]?.deliver(snapshot);
  ports[0]?.deliver({ type: 'events', messageId: 7 });
  expect(ports[0]?.isClosed()).toBe(true);
  expect(store.getState().connection).toBe('lost');
  ports[0]?.deliver({ ...snapshot, conversation: null });
  expect(store.getState().conversation).not.toBeNull();
  vi.advanceTimersByTime(100);
  ports[1]?.deliver(snapshot);
  expect(store.getState().connection).toBe('open');
});

test('after the signal has aborted the port is closed and not opened again', () => {
  const { controller } = watch();
  controller.abort();
  expect(ports[0]?.isClosed()).toBe(true);
  vi.advanceTimersByTime(60_000);
  expect(ports).toHaveLength(1);
});

async function restAfter(idleMs: number) {
  const watching = watch();
  ports[0]?.deliver(snapshot);
  await vi.advanceTimersByTimeAsync(idleMs);
  ports[0]?.close();
  await vi.advanceTimersByTimeAsync(60_000);
  return watching;
}

test('an idle worker that the browser ends may rest, and what it told stays', async () => {
  const { store } = await restAfter(30_000);
  expect(ports).toHaveLength(1);
  expect(store.getState()).toMatchObject({ connection: 'open', conversation: { title: 'Caches' } });
});

test('a UI comes back as soon as a background starts, whoever woke it', async () => {
  await restAfter(30_000);
  await announceBackground();
  expect(ports[1]?.sent).toEqual([{ type: 'subscribe', conversationId: 'c' }]);
});

test('a UI wakes the background at the first key of its user', async () => {
  await restAfter(30_000);
  document.dispatchEvent(new KeyboardEvent('keydown'));
  document.dispatchEvent(new KeyboardEvent('keydown'));
  expect(ports).toHaveLength(2);
});

test('a background that started before the old one was known to be gone is found', async () => {
  await announceBackground();
  watch();
  ports[0]?.deliver(snapshot);
  await vi.advanceTimersByTimeAsync(30_000);
  await announceBackground();
  ports[0]?.close();
  await vi.advanceTimersByTimeAsync(1);
  expect(ports).toHaveLength(2);
});
