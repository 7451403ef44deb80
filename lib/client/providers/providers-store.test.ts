import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Health } from '@/lib/chat/provider-info';
import { announceProviders } from '@/lib/settings/provider-news';
import { createProvidersStore, followProviders, loadProviders } from './providers-store';
import { playBackground, providerInfo, stubPermissions } from '../testing';

const NOW = Date.UTC(2026, 10, 21, 12);

let health: Health;
let controller: AbortController;

beforeEach(() => {
  fakeBrowser.reset();
  stubPermissions({ isGranted: true });
  vi.useFakeTimers({ now: NOW });
  health = { type: 'ready' };
  controller = new AbortController();
});
afterEach(() => {
  controller.abort();
  vi.useRealTimers();
});

function follow() {
  const made = playBackground({ 'list-providers': () => [providerInfo({ health })] });
  const store = createProvidersStore();
  followProviders(store, controller.signal);
  return { store, made, shown: () => store.getState().providers?.[0]?.health };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('what a service answered is heard of in every open UI', async () => {
  const { shown } = follow();
  await pass(0);
  health = { type: 'refused' };
  await announceProviders();
  await pass(0);
  expect(shown()).toEqual({ type: 'refused' });
});

test('access that is given or taken is heard of', async () => {
  const listeners: ((permissions: { origins?: string[] }) => void)[] = [];
  vi.spyOn(browser.permissions.onAdded, 'addListener').mockImplementation((listener) => {
    listeners.push(listener);
  });
  health = { type: 'needs-access' };
  const { shown } = follow();
  await pass(0);
  health = { type: 'ready' };
  for (const listener of listeners) listener({ origins: ['https://duckduckgo.com/*'] });
  await pass(0);
  expect(shown()).toEqual({ type: 'ready' });
});

test('a limit ends on the screen at the time the service named', async () => {
  health = { type: 'limited', until: NOW + 5000 };
  const { shown } = follow();
  await pass(0);
  health = { type: 'ready' };
  await pass(4990);
  expect(shown()).toEqual({ type: 'limited', until: NOW + 5000 });
  await pass(10);
  expect(shown()).toEqual({ type: 'ready' });
});

test('nothing is asked again while all is well, nor after the UI has closed', async () => {
  const { made } = follow();
  await pass(3_600_000);
  expect(made).toHaveLength(1);
  health = { type: 'unreachable' };
  await announceProviders();
  await pass(0);
  controller.abort();
  const { length } = made;
  await pass(3_600_000);
  expect(made).toHaveLength(length);
});

test('an older answer that comes late does not undo a newer one', async () => {
  const answers: ((health: Health) => void)[] = [];
  vi.spyOn(browser.runtime, 'sendMessage').mockImplementation(
    () =>
      new Promise((resolve) => {
        answers.push((now) => resolve({ ok: true, output: [providerInfo({ health: now })] }));
      }),
  );
  const store = createProvidersStore();
  const loads = [loadProviders(store), loadProviders(store)];
  await pass(0);
  answers[1]?.({ type: 'refused' });
  await pass(0);
  answers[0]?.({ type: 'ready' });
  await Promise.all(loads);
  expect(store.getState().providers?.[0]?.health).toEqual({ type: 'refused' });
});
