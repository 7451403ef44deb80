import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSettings, readSettings, watchSettings, type Settings } from './settings';

beforeEach(() => fakeBrowser.reset());

const DEFAULTS = {
  theme: 'system',
  model: null,
  providers: {},
  preferences: {},
  endpoints: [],
  images: {},
  prompts: null,
  quietSites: null,
  asksAtOnce: true,
  isSetUp: false,
};

test('a new profile has the defaults', async () => {
  expect(await readSettings()).toEqual(DEFAULTS);
});

test('what is damaged falls back by itself, and the rest is kept', async () => {
  const model = { providerId: 'duckduckgo', modelId: 'o3-mini' };
  await fakeBrowser.storage.local.set({ settings: { theme: 'pink', model, providers: 7 } });
  expect(await readSettings()).toEqual({ ...DEFAULTS, model });
});

test('two changes in a row do not undo each other', async () => {
  const model = { providerId: 'duckduckgo', modelId: 'o3-mini' };
  await Promise.all([
    changeSettings((settings) => ({ ...settings, theme: 'dark' })),
    changeSettings((settings) => ({ ...settings, model })),
  ]);
  expect(await readSettings()).toMatchObject({ theme: 'dark', model });
});

test('every context hears of a change until it stops listening', async () => {
  const heard: Settings['theme'][] = [];
  const watching = new AbortController();
  watchSettings(({ theme }) => heard.push(theme), watching.signal);
  await changeSettings((settings) => ({ ...settings, theme: 'dark' }));
  watching.abort();
  await changeSettings((settings) => ({ ...settings, theme: 'light' }));
  expect(heard).toEqual(['dark']);
});
