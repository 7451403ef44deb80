// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LocalServer } from '@/lib/chat/local-server';
import { createProvidersStore } from '@/lib/client/providers/providers-store';
import { playBackground, speakEnglish, stubPermissions } from '@/lib/client/testing';
import { LocalServers } from './local-servers';

beforeEach(speakEnglish);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const lmStudio: LocalServer = {
  id: 'lm-studio',
  name: 'LM Studio',
  baseUrl: 'http://localhost:1234/v1',
  models: ['qwen3', 'gemma3'],
  refusesUs: false,
  providerId: null,
};
const ollama: LocalServer = {
  id: 'ollama',
  name: 'Ollama',
  baseUrl: 'http://localhost:11434',
  models: null,
  refusesUs: true,
  providerId: null,
};

async function find(servers: LocalServer[], { isGranted = true } = {}) {
  const asked = stubPermissions({ isGranted });
  const made = playBackground({
    'browser-model-status': () => ({ type: 'unavailable' }),
    'find-local-servers': () => servers,
    'add-local-server': () => 'endpoint-1',
    'list-providers': () => [],
  });
  const onUse = vi.fn();
  render(<LocalServers store={createProvidersStore()} onUse={onUse} />);
  await act(
    async () => void fireEvent.click(screen.getByRole('button', { name: 'Find local models' })),
  );
  return { asked, made, onUse };
}

test('access to this computer is asked for in the click, and what answered is listed', async () => {
  const { asked, made, onUse } = await find([lmStudio]);
  expect(asked).toEqual([{ origins: ['http://localhost/*', 'http://127.0.0.1/*'] }]);
  expect(await screen.findByText('2 models: qwen3 and gemma3')).toBeTruthy();
  await act(
    async () => void fireEvent.click(screen.getByRole('button', { name: 'Use LM Studio' })),
  );
  expect(made).toContainEqual({
    name: 'add-local-server',
    input: { id: 'lm-studio', baseUrl: 'http://localhost:1234/v1' },
  });
  await expect.poll(() => onUse.mock.calls).toEqual([['endpoint-1']]);
});

test('a server that is in use is not added again', async () => {
  const { made, onUse } = await find([{ ...lmStudio, providerId: 'endpoint-9' }]);
  fireEvent.click(await screen.findByRole('button', { name: 'Use LM Studio' }));
  expect(onUse.mock.calls).toEqual([['endpoint-9']]);
  expect(made.map(({ name }) => name)).not.toContain('add-local-server');
});

test('an Ollama that refuses us comes with the command for this extension, to copy', async () => {
  await find([ollama]);
  expect(await screen.findByText('Ollama runs, and refuses browser extensions.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Use Ollama' })).toBeNull();
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  fireEvent.change(screen.getByLabelText('System'), { target: { value: 'mac' } });
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Copy command' })));
  expect(writeText.mock.calls).toEqual([
    ['launchctl setenv OLLAMA_ORIGINS "chrome-extension://test-extension-id"'],
  ]);
});

test('without access nothing is looked for, and that is said', async () => {
  const { made } = await find([lmStudio], { isGranted: false });
  expect(await screen.findByText(/Access to this computer was not given/)).toBeTruthy();
  expect(made.map(({ name }) => name)).not.toContain('find-local-servers');
});

test('where nothing answers, it is said what to do', async () => {
  await find([]);
  expect(await screen.findByText(/Nothing answered\. Start the program/)).toBeTruthy();
});
