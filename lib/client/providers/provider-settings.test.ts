import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { preferencesOf, readSettings } from '@/lib/settings/settings';
import {
  addModel,
  isHeaderName,
  isHeaderValue,
  parseMaxTokens,
  parseTemperature,
  removeModel,
  showModel,
} from './provider-settings';
import { createProvidersStore } from './providers-store';
import { playBackground, providerInfo } from '../testing';

const model = (id: string) => ({ id, name: id, output: 'text' as const });
const provider = providerInfo({ id: 'p', models: [model('a'), model('b')] });

beforeEach(() => {
  fakeBrowser.reset();
  playBackground({ 'list-providers': () => [provider] });
});

const kept = async () => preferencesOf(await readSettings(), 'p');

test('hiding a model keeps the others, and showing all of them offers new ones too', async () => {
  const store = createProvidersStore();
  await showModel(store, provider, { modelId: 'a', isShown: false });
  expect((await kept()).shownModels).toEqual(['b']);
  await showModel(store, provider, { modelId: 'a', isShown: true });
  expect((await kept()).shownModels).toBeNull();
});

test('a model that is typed in is offered, and can be taken back', async () => {
  const store = createProvidersStore();
  await showModel(store, provider, { modelId: 'a', isShown: false });
  await addModel(store, 'p', 'mine');
  await addModel(store, 'p', 'mine');
  expect(await kept()).toMatchObject({ addedModels: ['mine'], shownModels: ['b', 'mine'] });
  await removeModel(store, 'p', 'mine');
  expect(await kept()).toMatchObject({ addedModels: [], shownModels: ['b'] });
});

test.each([
  ['', null],
  [' ', null],
  ['0', 0],
  ['0,7', 0.7],
  ['2', 2],
  ['2.1', 'invalid'],
  ['-1', 'invalid'],
  ['warm', 'invalid'],
])('a temperature %j is read as %s', (text, expected) => {
  expect(parseTemperature(text)).toBe(expected);
});

test.each([
  ['', null],
  ['1', 1],
  ['4096', 4096],
  ['0', 'invalid'],
  ['1.5', 'invalid'],
  ['many', 'invalid'],
])('a length %j is read as %s', (text, expected) => {
  expect(parseMaxTokens(text)).toBe(expected);
});

test('a header that could smuggle in another one is none', () => {
  expect(isHeaderName('X-Team')).toBe(true);
  expect(isHeaderName('X Team')).toBe(false);
  expect(isHeaderName('')).toBe(false);
  expect(isHeaderValue('a value')).toBe(true);
  expect(isHeaderValue('a\r\nHost: evil.example')).toBe(false);
  expect(isHeaderValue('')).toBe(false);
});
