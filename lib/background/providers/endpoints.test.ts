import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { changeSettings, preferencesOf, readSettings } from '@/lib/settings/settings';
import { addEndpoint, saveHeaders, saveKey } from './endpoints';
import { getConfigured } from './provider-directory';

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
});

const isOn = async () => preferencesOf(await readSettings(), 'anthropic').isOn;

test('a provider that gets a key can be chosen, and one that loses it stays as it was', async () => {
  expect(await isOn()).toBeNull();
  await saveKey({ providerId: 'anthropic', key: null });
  expect(await isOn()).toBeNull();
  await saveKey({ providerId: 'anthropic', key: 'sk-test' });
  expect(await isOn()).toBe(true);
  await saveKey({ providerId: 'anthropic', key: null });
  expect(await isOn()).toBe(true);
});

test('a provider that the user turned off stays off when it gets a key', async () => {
  await changeSettings((settings) => {
    const off = { ...preferencesOf(settings, 'anthropic'), isOn: false };
    return { ...settings, preferences: { anthropic: off } };
  });
  await saveKey({ providerId: 'anthropic', key: 'sk-test' });
  expect(await isOn()).toBe(false);
});

const own = { kind: 'openai-compatible', name: 'Mine' };

test('a server is added at the address that was meant', async () => {
  const id = await addEndpoint({ ...own, baseUrl: ' localhost:1234/v1/ ' });
  const { name, connection } = await getConfigured(id);
  expect({ name, origins: connection.origins }).toEqual({
    name: 'Mine',
    origins: ['http://localhost/*'],
  });
});

test('a key stays with the server it was given for, port and all', async () => {
  const providerId = await addEndpoint({ ...own, baseUrl: 'http://localhost:8080/v1' });
  await saveKey({ providerId, key: 'sk-test' });
  const moveTo = (baseUrl: string) =>
    changeSettings((settings) => ({
      ...settings,
      providers: { ...settings.providers, [providerId]: { baseUrl } },
    }));
  await moveTo('http://localhost:1234/v1');
  expect((await getConfigured(providerId)).credentials).toBeNull();
  await moveTo('http://localhost:8080/v1/');
  expect((await getConfigured(providerId)).credentials?.key).toBe('sk-test');
});

test('headers are added and forgotten one by one, and the key stays', async () => {
  const providerId = await addEndpoint({ ...own, baseUrl: 'https://models.example/v1' });
  await saveKey({ providerId, key: 'sk-test' });
  await saveHeaders({ providerId, headers: { 'X-Team': 'one', 'X-Cost': 'two' } });
  await saveHeaders({ providerId, headers: { 'X-Team': null, 'X-Room': 'three' } });
  const { credentials } = await getConfigured(providerId);
  expect(credentials).toMatchObject({
    key: 'sk-test',
    headers: { 'X-Cost': 'two', 'X-Room': 'three' },
  });
});

test.each(['http://api.example.com/v1', 'nowhere at all'])(
  'a server at "%s" is not added',
  async (baseUrl) => {
    await expect(addEndpoint({ ...own, baseUrl })).rejects.toMatchObject({ kind: 'rejected' });
    expect((await readSettings()).endpoints).toEqual([]);
  },
);

test('a model that was typed in is taken for what its name tells', async () => {
  const id = await addEndpoint({ ...own, baseUrl: 'https://models.example/v1' });
  await changeSettings((settings) => ({
    ...settings,
    preferences: {
      [id]: { ...preferencesOf(settings, id), addedModels: ['dall-e-3', 'gpt-4o', 'mine'] },
    },
  }));
  expect((await getConfigured(id)).models).toMatchObject([
    { id: 'dall-e-3', output: 'image', imageQualities: ['standard', 'hd'] },
    { id: 'gpt-4o', output: 'text', takesImages: true },
    { id: 'mine', output: 'text' },
  ]);
});
