import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSettings } from '@/lib/settings/settings';
import {
  addQuietSite,
  lacksSuggestedSites,
  quietSitesIn,
  removeQuietSite,
  restoreQuietSites,
} from './ask-settings';

beforeEach(() => fakeBrowser.reset());

test('a site is added by what is typed, and what is none is refused', async () => {
  expect(await addQuietSite('https://www.My-Bank.example/login')).toBe(true);
  expect(await addQuietSite('two words')).toBe(false);
  const sites = quietSitesIn(await readSettings());
  expect(sites).toContain('my-bank.example');
  expect(sites).toContain('paypal.com');
});

test('a suggested site that was taken off can be brought back, beside the own ones', async () => {
  await addQuietSite('my-bank.example');
  await removeQuietSite('paypal.com');
  expect(quietSitesIn(await readSettings())).not.toContain('paypal.com');
  expect(lacksSuggestedSites(await readSettings())).toBe(true);
  await restoreQuietSites();
  expect(lacksSuggestedSites(await readSettings())).toBe(false);
  expect(quietSitesIn(await readSettings())).toContain('my-bank.example');
});
