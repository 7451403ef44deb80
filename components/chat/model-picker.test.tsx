// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import * as z from '@/lib/schema';
import { ChatError } from '@/lib/chat/errors';
import type { Model } from '@/lib/chat/provider-info';
import { readSettings, settingsSchema } from '@/lib/settings/settings';
import type { Chat } from '@/lib/client/chat/chat';
import {
  playBackground,
  providerInfo,
  silentChat,
  speakEnglish,
  stubPermissions,
} from '@/lib/client/testing';
import { ModelPicker } from './model-picker';

const many = Array.from({ length: 300 }, (_, at): Model => ({
  id: `vendor/m${at}`,
  name: `Model ${at}`,
  output: 'text',
}));
const providers = [
  providerInfo({ caveat: 'caveatDuckduckgo', listsModels: true }),
  providerInfo({ id: 'large', name: 'Large', models: many, health: { type: 'unreachable' } }),
];

let chat: Chat;

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
  chat = silentChat();
  chat.providers.setState({ providers, settings: z.parse(settingsSchema, {}) });
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {});
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function Picker() {
  const [isOpen, setOpen] = useState(false);
  return <ModelPicker chat={chat} isOpen={isOpen} onOpenChange={setOpen} />;
}

async function open(): Promise<HTMLElement> {
  render(<Picker />);
  fireEvent.click(screen.getByRole('button', { name: 'Model' }));
  return screen.findByRole('combobox', { name: 'Filter models' });
}

test('each provider says how it is in words, and what is known of it', async () => {
  await open();
  const first = screen.getByRole('group', { name: 'DuckDuckGo' });
  expect(first.textContent).toContain('Ready');
  expect(first.textContent).toContain('A free service without a published interface.');
  expect(screen.getByRole('group', { name: 'Large' }).textContent).toContain('Not reachable');
});

test('of hundreds of models some are drawn, and typing finds the others', async () => {
  const field = await open();
  expect(screen.getAllByRole('option').length).toBeLessThanOrEqual(100);
  expect(screen.getByRole('group', { name: 'Large' }).textContent).toContain('250 more');
  fireEvent.input(field, { target: { value: 'model 299' } });
  fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(async () =>
    expect((await readSettings()).model).toEqual({ providerId: 'large', modelId: 'vendor/m299' }),
  );
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('a refresh that fails says why, with the button that helps', async () => {
  let isGranted = false;
  const made = playBackground({
    'list-providers': () => providers,
    'refresh-models': () => {
      if (!isGranted) throw new ChatError('host-access', 'Not allowed');
      return [];
    },
  });
  await open();
  fireEvent.click(screen.getByRole('button', { name: 'Refresh the models of DuckDuckGo' }));
  const card = await screen.findByRole('alert');
  expect(card.textContent).toContain('permission to connect to duckduckgo.com');
  const asked = stubPermissions({ isGranted: true });
  isGranted = true;
  fireEvent.click(within(card).getByRole('button', { name: 'Allow access' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  expect(asked).toHaveLength(1);
  expect(made.filter(({ name }) => name === 'refresh-models')).toHaveLength(2);
});

test('Escape closes the list and gives the focus back', async () => {
  const field = await open();
  fireEvent.keyDown(field, { key: 'Escape' });
  expect(screen.queryByRole('combobox')).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Model' }));
});
