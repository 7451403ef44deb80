// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import {
  createProvidersStore,
  loadProviders,
  type ProvidersState,
} from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { playBackground, providerInfo, speakEnglish, stubPermissions } from '@/lib/client/testing';
import { preferencesOf, readSettings } from '@/lib/settings/settings';
import { ProviderSettings } from './provider-settings';

const KEY = 'sk-canary-0123456789';

let known: ProviderInfo;
let asked: unknown[];

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  asked = stubPermissions({ isGranted: true });
  known = providerInfo({
    id: 'anthropic',
    name: 'Anthropic',
    origins: ['https://api.anthropic.com/*'],
    key: { need: 'required', isSet: false, page: 'https://console.anthropic.com/keys' },
    takesHeaders: true,
    options: ['system-prompt', 'temperature', 'max-tokens'],
  });
});
afterEach(cleanup);

const store = () => createProvidersStore();
const selectProviders = (state: ProvidersState) => state.providers;

/** Shows the settings of `known`, as the background would answer now. */
async function show() {
  const made = playBackground({
    'list-providers': () => [known],
    'save-key': ({ key }) => {
      known = { ...known, key: { ...known.key, isSet: key !== null } };
    },
    'save-headers': ({ headers }) => {
      known = { ...known, headerNames: Object.keys(headers).filter((name) => headers[name]) };
    },
    'test-provider': () => ({ type: 'answered', text: 'ready', firstTokenMs: 812 }),
  });
  const providers = store();
  await loadProviders(providers);
  const Page = () => {
    const [provider] = useStore(providers, selectProviders) ?? [];
    return provider ? <ProviderSettings provider={provider} store={providers} /> : null;
  };
  render(<Page />);
  return made;
}

const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const click = (name: string) =>
  act(async () => void fireEvent.click(screen.getByRole('button', { name })));
const typedTexts = () => [...document.querySelectorAll('input')].map(({ value }) => value);
const kept = async () => preferencesOf(await readSettings(), 'anthropic');

test('a key is asked access for in the click, kept, and gone from the page', async () => {
  const made = await show();
  type('Key', KEY);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(asked).toEqual([{ origins: ['https://api.anthropic.com/*'] }]); // in the click itself
  expect(await screen.findByDisplayValue('A key is saved')).toBeTruthy();
  expect(made).toContainEqual({
    name: 'save-key',
    input: { providerId: 'anthropic', key: KEY },
  });
  expect(document.documentElement.outerHTML).not.toContain(KEY);
  expect(typedTexts()).not.toContain(KEY);
});

test('a key is kept even where access is declined', async () => {
  stubPermissions({ isGranted: false });
  await show();
  type('Key', KEY);
  await click('Save');
  expect(await screen.findByDisplayValue('A key is saved')).toBeTruthy();
});

test('nothing is no key', async () => {
  const made = await show();
  await click('Save');
  expect(screen.getByRole('alert').textContent).toBe('Paste a key first.');
  expect(asked).toEqual([]);
  expect(made.map(({ name }) => name)).not.toContain('save-key');
});

test('a key is removed after one more question, with the focus where one is', async () => {
  known = { ...known, key: { ...known.key, isSet: true } };
  const made = await show();
  screen.getByRole('button', { name: 'Remove key' }).focus();
  await click('Remove key');
  expect(made.map(({ name }) => name)).not.toContain('save-key');
  expect(document.activeElement?.textContent).toBe('Keep');
  await click('Remove key');
  expect(made).toContainEqual({ name: 'save-key', input: { providerId: 'anthropic', key: null } });
});

test('a header is shown by its name alone', async () => {
  const made = await show();
  type('Header name', 'X-Team');
  type('Value', KEY);
  await click('Add header');
  expect(await screen.findByText('X-Team: ••••••••')).toBeTruthy();
  expect(made).toContainEqual({
    name: 'save-headers',
    input: { providerId: 'anthropic', headers: { 'X-Team': KEY } },
  });
  await expect.poll(typedTexts).not.toContain(KEY);
});

test('a number that cannot be is said so beside its field, and not kept', async () => {
  await show();
  type('Temperature', '3');
  expect(screen.getByRole('alert').textContent).toBe('A number from 0 to 2, or nothing.');
  fireEvent.blur(screen.getByLabelText('Temperature'));
  expect((await kept()).temperature).toBeNull();
  type('Temperature', '0.5');
  expect(screen.queryByRole('alert')).toBeNull();
  await act(async () => void fireEvent.blur(screen.getByLabelText('Temperature')));
  expect(await screen.findByText('Saved')).toBeTruthy();
  expect((await kept()).temperature).toBe(0.5);
});

test('options that the provider does not take are not offered', async () => {
  known = { ...known, options: ['system-prompt'] };
  await show();
  expect(screen.getByLabelText('System prompt')).toBeTruthy();
  expect(screen.queryByLabelText('Temperature')).toBeNull();
});

test('taking over is off at first, and says where questions would go', async () => {
  await show();
  const box = screen.getByLabelText<HTMLInputElement>('May take over when another fails');
  expect(box.checked).toBe(false);
  expect(box.getAttribute('aria-describedby')).toBeTruthy();
  expect(screen.getByText(/then go to Anthropic \(api\.anthropic\.com\)/)).toBeTruthy();
  await act(async () => void fireEvent.click(box));
  await expect.poll(async () => (await kept()).takesOver).toBe(true);
});

test('a test says in words how it went', async () => {
  await show();
  await click('Test');
  const words = 'Anthropic answers. The first word came after 0.8 s.';
  expect(await screen.findByText(words)).toBeTruthy();
});

test('what could not be saved is said so, and shown as it was', async () => {
  await show();
  vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValueOnce(new Error('The disk is full'));
  const box = screen.getByLabelText<HTMLInputElement>('May take over when another fails');
  await act(async () => void fireEvent.click(box));
  expect(await screen.findByText('Not saved. Try again.')).toBeTruthy();
  expect(box.checked).toBe(false);
});
