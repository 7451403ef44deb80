import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listProviders } from './provider-directory';

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function listedIds(): Promise<string[]> {
  const listed = listProviders();
  await vi.advanceTimersByTimeAsync(1000);
  return (await listed).map(({ id }) => id);
}

test('a browser without a model of its own does not list one', async () => {
  expect(await listedIds()).not.toContain('browser-model');
});

test('a model that has to be downloaded is listed, and off until the user turns it on', async () => {
  vi.stubGlobal('LanguageModel', { availability: async () => 'downloadable' });
  expect(await listedIds()).toContain('browser-model');
  const model = (await listProviders()).find(({ id }) => id === 'browser-model');
  expect(model).toMatchObject({ isOn: false, health: { type: 'ready' } });
});

test.each([
  ['cannot run its model', async () => 'unavailable'],
  ['fails to say', () => Promise.reject(new DOMException('Not now', 'InvalidStateError'))],
  ['never says', () => new Promise(() => {})],
])('a browser that %s lists all the others', async (_, availability) => {
  vi.stubGlobal('LanguageModel', { availability });
  const ids = await listedIds();
  expect(ids).not.toContain('browser-model');
  expect(ids).toContain('duckduckgo');
});
