import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { startOpenaiEmulator, type OpenaiEmulator } from '@/test/emulators/openai';
import { addEndpoint, saveKey } from './endpoints';
import { listProviders, refreshModels } from './provider-directory';
import { testProvider } from './provider-test';

const KEY = 'sk-canary-0123456789';

let emulator: OpenaiEmulator;
let providerId: string;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
  vi.spyOn(browser.declarativeNetRequest, 'getSessionRules').mockImplementation(async () => []);
  vi.spyOn(browser.declarativeNetRequest, 'updateSessionRules').mockImplementation(async () => {});
  vi.stubGlobal('navigator', { userAgent: 'A browser' }); // Node has none
  emulator = await startOpenaiEmulator({ dialect: 'llama.cpp', script: { key: KEY } });
  const { baseUrl } = emulator;
  providerId = await addEndpoint({ kind: 'openai-compatible', name: 'Mine', baseUrl });
  await saveKey({ providerId, key: KEY });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await emulator.close();
});

const healthNow = async () => (await listProviders()).find(({ id }) => id === providerId)?.health;
const chatRequests = () => emulator.requests.filter(({ method }) => method === 'POST');

test('a provider that works says some words, and how soon', async () => {
  emulator.script.reply = 'ready';
  const result = await testProvider({ providerId, modelId: 'm' });
  expect(result).toEqual({ type: 'answered', text: 'ready', firstTokenMs: expect.any(Number) });
  expect(await healthNow()).toEqual({ type: 'ready' });
  const [sent] = chatRequests();
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({
    model: 'm',
    messages: [{ role: 'user', content: 'Reply with the word: ready' }],
  });
});

test('an endless answer is left after its first words', async () => {
  emulator.script.reply = async function* () {
    for (;;) yield 'word after word ';
  };
  expect(await testProvider({ providerId, modelId: 'm' })).toMatchObject({ type: 'answered' });
  await expect.poll(() => chatRequests()[0]?.response.end).toBe('left-by-client');
});

test('a wrong key is told without the key, and is known until there is another one', async () => {
  emulator.script.key = 'sk-another-one';
  const result = await testProvider({ providerId, modelId: 'm' });
  expect(result).toMatchObject({ type: 'failed', error: { kind: 'credentials' } });
  expect(JSON.stringify(result)).not.toContain('canary');
  expect(await healthNow()).toEqual({ type: 'needs-key' });
  await saveKey({ providerId, key: 'sk-another-one' });
  expect(await healthNow()).toEqual({ type: 'ready' });
});

test('a wrong key shows when models are asked for, too', async () => {
  emulator.script.key = 'sk-another-one';
  emulator.script.faults = [{ on: 'models', status: 401, body: '{}' }];
  await expect(refreshModels(providerId)).rejects.toMatchObject({ kind: 'credentials' });
  expect(await healthNow()).toEqual({ type: 'needs-key' });
});

test('a service without a model that writes text is not asked for an image', async () => {
  expect(await testProvider({ providerId })).toMatchObject({
    type: 'failed',
    error: { kind: 'model-unavailable' },
  });
  expect(emulator.requests).toEqual([]);
});
