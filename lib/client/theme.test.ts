// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSettings, readSettings } from '@/lib/settings/settings';
import { changeTheme, followTheme } from './theme';

let life = new AbortController();

beforeEach(() => {
  fakeBrowser.reset();
  localStorage.clear();
  life = new AbortController();
});
afterEach(() => life.abort());

const shownTheme = () => document.documentElement.dataset['theme'];

test('a theme is shown at once, kept for the next first paint, and remembered', async () => {
  const saved = changeTheme('dark');
  expect(shownTheme()).toBe('dark');
  expect(localStorage.getItem('theme')).toBe('dark');
  await saved;
  expect(await readSettings()).toMatchObject({ theme: 'dark' });
});

test('a page shows the theme that another page has chosen', async () => {
  followTheme(life.signal);
  await expect.poll(() => shownTheme()).toBe('system');
  await changeSettings((settings) => ({ ...settings, theme: 'light' }));
  await expect.poll(() => shownTheme()).toBe('light');
});
