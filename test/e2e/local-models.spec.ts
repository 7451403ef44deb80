import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Page } from '@playwright/test';
import type { RequestInput, RequestName } from '@/lib/messaging/requests';
import { startOllamaEmulator, type OllamaEmulator } from '../emulators/ollama';
import { expect, test as base } from './extension';

/** Where Ollama listens; the stand-in does too, unless something is there already. */
const OLLAMA_PORT = 11434;

const test = base.extend<{ ollama: OllamaEmulator }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  ollama: async ({}, use) => {
    const port = (await isFree(OLLAMA_PORT)) ? OLLAMA_PORT : 0;
    const models = { 'qwen3:8b': ['completion', 'thinking'] };
    const ollama = await startOllamaEmulator({ port, script: { models, reply: 'From here.' } });
    await use(ollama);
    await ollama.close();
  },
});

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** Makes a request to the background, as the settings page does. */
async function ask<Name extends RequestName>(page: Page, name: Name, input: RequestInput<Name>) {
  const frame = { type: 'request', name, input };
  return page.evaluate((sent) => chrome.runtime.sendMessage(sent), frame);
}

const addressOf = ({ port }: OllamaEmulator) => `http://127.0.0.1:${port}`;

test('servers on this computer are found at their usual ports', async ({ panel, ollama }) => {
  expect(ollama.port).toBeGreaterThan(0);
  expect(await ask(panel, 'find-local-servers', {})).toMatchObject({
    ok: true,
    output: expect.arrayContaining([
      expect.objectContaining({ id: 'ollama', refusesUs: false, providerId: null }),
    ]),
  });
});

test('Ollama, which refuses extensions, answers this one', async ({ chat, ollama }) => {
  const baseUrl = addressOf(ollama);
  const added = await ask(chat.page, 'add-local-server', { id: 'ollama', baseUrl });
  expect(added).toEqual({ ok: true, output: 'ollama' });
  await chat.chooseModel('qwen3:8b');
  await chat.ask('Who answers?');
  await expect(chat.lastReply).toContainText('From here.');
  const chatted = ollama.requests.find(({ path }) => path === '/api/chat');
  expect(chatted?.headers.origin).toBe(baseUrl);
  expect(ollama.violations).toEqual([]);
});

test('a page that asks the same server is still refused', async ({ chat, extension, ollama }) => {
  const baseUrl = addressOf(ollama);
  await ask(chat.page, 'add-local-server', { id: 'ollama', baseUrl }); // sets the rule
  const site = await extension.context.newPage();
  await site.goto('https://duckduckgo.com/');
  const before = ollama.requests.length;
  await site.evaluate(async (url) => {
    await fetch(url, { method: 'POST', mode: 'no-cors', body: '{"model":"qwen3:8b"}' });
  }, `${baseUrl}/api/show`);
  const [asked] = ollama.requests.slice(before);
  expect(asked?.headers.origin).toBe('https://duckduckgo.com');
  expect(asked?.response.status).toBe(403);
});
