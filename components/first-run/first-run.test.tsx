// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ErrorData } from '@/lib/chat/errors';
import type { Chat } from '@/lib/client/chat/chat';
import {
  playBackground,
  providerInfo,
  silentChat,
  speakEnglish,
  stubPermissions,
} from '@/lib/client/testing';
import { readSettings } from '@/lib/settings/settings';
import { FirstRun } from './first-run';

const anthropic = providerInfo({
  id: 'anthropic',
  name: 'Anthropic',
  origins: ['https://api.anthropic.com/*'],
  key: { need: 'required', isSet: false, page: 'https://console.anthropic.com/keys' },
});
const gemini = providerInfo({
  id: 'gemini',
  name: 'Gemini',
  origins: ['https://generativelanguage.googleapis.com/*'],
  key: { need: 'required', isSet: false, page: null },
});
const providers = [providerInfo(), anthropic, gemini];
const onClose = vi.fn();

let chat: Chat;

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  chat = silentChat();
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  onClose.mockReset();
});

function show({ error }: { error?: ErrorData } = {}) {
  const made = playBackground({
    'list-providers': () => providers,
    'list-presets': () => [],
    'test-provider': () =>
      error ? { type: 'failed', error } : { type: 'answered', text: 'ready', firstTokenMs: 5 },
  });
  chat.providers.setState({ providers });
  render(<FirstRun chat={chat} onClose={onClose} />);
  return made;
}

const click = (name: RegExp | string) =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const isSetUp = async () => (await readSettings()).isSetUp;

test('the free service is asked access for in the click, and then the box has the focus', async () => {
  const asked = stubPermissions({ isGranted: true });
  show();
  fireEvent.click(screen.getByRole('button', { name: /^A free service/ }));
  expect(asked).toEqual([{ origins: ['https://duckduckgo.com/*'] }]);
  await expect.poll(isSetUp).toBe(true);
  expect((await readSettings()).model).toEqual({ providerId: 'duckduckgo', modelId: 'm' });
  await expect.poll(() => chat.composer.getState().focusRequests).toBe(1);
});

test('declined access leaves all choices, and says so', async () => {
  stubPermissions({ isGranted: false });
  show();
  await click(/^A free service/);
  expect((await screen.findByRole('alert')).textContent).toContain('Access was not given');
  expect(await isSetUp()).toBe(false);
  expect(screen.getByRole('button', { name: /^My own key/ })).toBeTruthy();
});

test('a key that works is used from then on', async () => {
  const asked = stubPermissions({ isGranted: true });
  const made = show();
  await click(/^My own key/);
  fireEvent.input(screen.getByLabelText('Key'), { target: { value: 'sk-ant-canary' } });
  expect(screen.getByLabelText<HTMLSelectElement>('Service').value).toBe('anthropic');
  fireEvent.click(screen.getByRole('button', { name: 'Save and test' }));
  expect(asked).toEqual([{ origins: ['https://api.anthropic.com/*'] }]);
  await expect.poll(isSetUp).toBe(true);
  expect(made).toContainEqual({
    name: 'save-key',
    input: { providerId: 'anthropic', key: 'sk-ant-canary' },
  });
  expect((await readSettings()).model).toEqual({ providerId: 'anthropic', modelId: 'm' });
});

test('a key that does not work is said so; it can be used anyway', async () => {
  stubPermissions({ isGranted: true });
  show({ error: { kind: 'credentials', message: '401', status: 401 } });
  await click(/^My own key/);
  fireEvent.input(screen.getByLabelText('Key'), { target: { value: 'sk-ant-canary' } });
  await click('Save and test');
  const card = await screen.findByRole('alert');
  expect(card.textContent).toContain('Anthropic did not accept the key');
  expect(document.documentElement.outerHTML).not.toContain('sk-ant-canary');
  expect(await isSetUp()).toBe(false);
  await click('Use it anyway');
  await expect.poll(isSetUp).toBe(true);
});

test('after a key that failed, one of another service is told again by its letters', async () => {
  stubPermissions({ isGranted: true });
  show({ error: { kind: 'credentials', message: '401', status: 401 } });
  await click(/^My own key/);
  const service = screen.getByLabelText<HTMLSelectElement>('Service');
  fireEvent.input(screen.getByLabelText('Key'), { target: { value: 'AIza-canary' } });
  expect(service.value).toBe('gemini');
  await click('Save and test');
  await screen.findByRole('alert');
  expect(service.value).toBe('gemini');
  fireEvent.input(screen.getByLabelText('Key'), { target: { value: 'sk-ant-canary' } });
  expect(service.value).toBe('anthropic');
});

test('each step leads back, and all of it can be skipped', async () => {
  show();
  await click(/^A model on this computer/);
  expect(screen.getByRole('button', { name: 'Find local models' })).toBeTruthy();
  await click('Back');
  await click('Skip, set up later');
  expect(onClose).toHaveBeenCalledOnce();
});
