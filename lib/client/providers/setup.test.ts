import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { EndpointPreset } from '@/lib/chat/provider-info';
import { readSettings } from '@/lib/settings/settings';
import { createProvidersStore, loadProviders } from './providers-store';
import {
  freeProvider,
  giveKey,
  listKeyServices,
  ownService,
  recognizeKey,
  startWith,
} from './setup';
import { playBackground, providerInfo } from '../testing';

beforeEach(() => fakeBrowser.reset());

const anthropic = providerInfo({
  id: 'anthropic',
  name: 'Anthropic',
  isOn: false,
  origins: ['https://api.anthropic.com/*'],
  key: { need: 'required', isSet: false, page: 'https://console.anthropic.com/keys' },
});
const gemini = providerInfo({
  id: 'gemini',
  name: 'Gemini',
  isOn: false,
  origins: ['https://generativelanguage.googleapis.com/*'],
  key: { need: 'required', isSet: false, page: null },
});
const presets = [
  preset('together', 'https://api.together.xyz/v1'),
  preset('openrouter', 'https://openrouter.ai/api/v1'),
  preset('openai', 'https://api.openai.com/v1'),
  preset('groq', 'https://api.groq.com/openai/v1'),
  preset('xai', 'https://api.x.ai/v1'),
  { ...preset('jan', 'http://127.0.0.1:1337/v1'), place: 'this-computer' as const },
];
const services = listKeyServices([providerInfo(), anthropic, gemini], presets);

test('services that want a key are listed, those people ask for most at the top', () => {
  expect(services.map(({ id }) => id)).toEqual([
    'openai',
    'anthropic',
    'gemini',
    'openrouter',
    'groq',
    'xai',
    'together',
  ]);
});

test.each([
  ['sk-ant-api03-abc', 'anthropic'],
  ['sk-or-v1-abc', 'openrouter'],
  ['sk-proj-abc', 'openai'],
  ['  sk-abc\n', 'openai'],
  ['gsk_abc', 'groq'],
  ['xai-abc', 'xai'],
  ['AIzaSyAbc', 'gemini'],
  ['0123456789abcdef', undefined],
  ['', undefined],
])('a key %j is told to be of %s', (key, id) => {
  expect(recognizeKey(key, services)?.id).toBe(id);
});

test('a second try with another key makes no second server', async () => {
  const endpoint = providerInfo({
    id: 'endpoint-1',
    isEndpoint: true,
    settings: { baseUrl: 'https://api.openai.com/v1' },
  });
  let providers = [providerInfo()];
  const made = playBackground({
    'list-providers': () => providers,
    'add-endpoint': () => {
      providers = [providerInfo(), endpoint];
      return 'endpoint-1';
    },
  });
  const store = createProvidersStore();
  await loadProviders(store);
  const openai = services.find(({ id }) => id === 'openai');
  if (!openai) throw new Error('OpenAI is not offered');
  expect(await giveKey(store, openai, 'sk-one')).toBe('endpoint-1');
  expect(await giveKey(store, openai, 'sk-two')).toBe('endpoint-1');
  const calls = made.filter(({ name }) => name !== 'list-providers');
  expect(calls).toEqual([
    {
      name: 'add-endpoint',
      input: { kind: 'openai-compatible', name: 'openai', baseUrl: 'https://api.openai.com/v1' },
    },
    { name: 'save-key', input: { providerId: 'endpoint-1', key: 'sk-one' } },
    { name: 'save-key', input: { providerId: 'endpoint-1', key: 'sk-two' } },
  ]);
});

test('a key for another port of this computer is for another server', async () => {
  const other = providerInfo({
    id: 'endpoint-1',
    isEndpoint: true,
    settings: { baseUrl: 'http://localhost:1234/v1' },
  });
  playBackground({ 'list-providers': () => [other], 'add-endpoint': () => 'endpoint-2' });
  const store = createProvidersStore();
  await loadProviders(store);
  const service = ownService('http://localhost:8080', presets);
  if (!service) throw new Error('No server of the user’s own can be used');
  expect(await giveKey(store, service, 'a-key')).toBe('endpoint-2');
});

test('the model a provider begins with is the one it names first, if the service still has it', async () => {
  const known = [model('old'), model('best')];
  let models = known;
  playBackground({
    'list-providers': () => [providerInfo({ id: 'p', listsModels: true, models })],
    'refresh-models': () => (models = [model('a-new-one'), model('best')]),
  });
  const store = createProvidersStore();
  await startWith(store, 'p');
  expect((await readSettings()).model).toEqual({ providerId: 'p', modelId: 'best' });
});

test('free is what is on and needs neither key nor server', () => {
  expect(freeProvider(null)).toBeNull();
  expect(freeProvider([anthropic, providerInfo({ isEndpoint: true })])).toBeNull();
  expect(freeProvider([anthropic, providerInfo()])?.id).toBe('duckduckgo');
});

const model = (id: string) => ({ id, name: id, output: 'text' as const });

function preset(id: string, baseUrl: string): EndpointPreset {
  const kind = 'openai-compatible';
  return { id, kind, name: id, baseUrl, place: 'cloud', key: 'required', keyPage: null };
}
