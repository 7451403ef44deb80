import type { Page } from '@playwright/test';
import type { RequestInput, RequestName } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import { startServer, type Emulator, type Handler } from '../emulators/emulator';
import { startOpenaiEmulator, type OpenaiEmulator } from '../emulators/openai';
import { ChatPage } from './chat-page';
import { expect, test as base } from './extension';
import { spokenReply } from './spoken-reply';

const KEY = 'sk-canary-7f3a9b2c4d5e6f';

const greet: Handler = (exchange) => exchange.send(200, 'Hello');

interface Fixtures {
  /** Answers for the user's own endpoint. */
  openai: OpenaiEmulator;
  /** Any other server, which records who comes. */
  elsewhere: Emulator;
  /** A page of the extension that may ask the background for anything. */
  settings: Page;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  openai: async ({}, use) => {
    await using emulator = await startOpenaiEmulator({ script: { key: KEY } });
    await use(emulator);
  },

  // oxlint-disable-next-line no-empty-pattern -- as above
  elsewhere: async ({}, use) => {
    await using server = await startServer({ hosts: ['elsewhere.example'], handle: greet });
    await use(server);
  },

  network: async ({ network, openai, elsewhere }, use) => use([...network, openai, elsewhere]),

  settings: async ({ extension }, use) => use(await extension.openExtensionPage('options.html')),
});

test('a service of the user’s own is added, and chats, thinks and draws with its key', async ({
  extension,
  settings,
  openai,
  elsewhere,
  emulator,
}) => {
  const providerId = await addOpenai(settings, openai);
  const models = await ask(settings, 'refresh-models', { providerId });
  expect(models.map(({ name }) => name)).toContain('gpt-4o');

  const chat = new ChatPage(await extension.openSidePanel());
  await chat.chooseModel('gpt-4o', 'My OpenAI');
  const spoken = spokenReply();
  openai.script.reply = spoken.reply;
  openai.script.reasoning = 'Let me think of it.';
  await chat.ask('A question');
  await expect(chat.lastReply).toContainText('Thinking');
  spoken.say('The beginning');
  await expect(chat.lastReply).toContainText('The beginning');
  spoken.say(' and the end.');
  spoken.end();
  await chat.waitForReply();
  await expect(chat.lastReply).toContainText('The beginning and the end.');
  await chat.lastReply.getByText('Thought for').click();
  await expect(chat.lastReply).toContainText('Let me think of it.');

  await chat.chooseModel('gpt-image-1', 'My OpenAI');
  await chat.ask('A fox in snow');
  await chat.waitForReply();
  await expect(chat.lastReply.getByRole('img', { name: 'A fox in snow' })).toBeVisible();
  await expect(chat.alert).toHaveCount(0);

  expect(openai.violations).toEqual([]);
  expect(await wherePageShows(KEY, [chat.page, settings])).toEqual([]);
  expect(await storesWith(settings, KEY)).toEqual([]);
  for (const { path, body, headers } of openai.requests) {
    const { authorization, ...others } = headers;
    expect(authorization).toBe(`Bearer ${KEY}`);
    expect(JSON.stringify({ path, body, others })).not.toContain(KEY);
  }
  expect([...elsewhere.requests, ...emulator.requests]).toEqual([]);
});

test('a wrong key that the service quotes is not shown, and not stored with the reply', async ({
  extension,
  settings,
  openai,
}) => {
  const wrong = 'sk-canary-of-somebody-else';
  const providerId = await addOpenai(settings, openai, wrong);
  await expect(ask(settings, 'refresh-models', { providerId })).rejects.toThrow('credentials');
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.chooseModel('gpt-4o', 'My OpenAI');
  await chat.ask('A question');
  await expect(chat.alert).toContainText('My OpenAI');
  await chat.alert.getByText('Details', { exact: true }).click();
  await expect(chat.alert).toContainText('Incorrect API key provided');
  expect(await wherePageShows(wrong, [chat.page, settings])).toEqual([]);
  expect(await storesWith(settings, wrong)).toEqual([]);
});

test('a redirect carries neither the key nor the prompt to another place', async ({
  extension,
  settings,
  openai,
  elsewhere,
}) => {
  await addOpenai(settings, openai);
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.chooseModel('gpt-4o', 'My OpenAI');
  const places = ['https://elsewhere.example/v1/chat/completions', '/v1/other'];
  openai.script.faults = [302, 307, 308].flatMap((status) =>
    places.map((location) => ({ on: 'chat', status, headers: { location } })),
  );
  const { length } = openai.script.faults;
  for (let asked = 1; asked <= length; asked++) {
    await chat.ask(`Question ${asked}`);
    await expect(chat.alert).toHaveCount(asked);
  }
  expect(elsewhere.requests).toEqual([]);
  expect(openai.requests.map(({ path }) => path)).toEqual(
    Array.from({ length }, () => '/v1/chat/completions'),
  );
});

test('a model on this computer answers without a key', async ({ extension, settings }) => {
  await using local = await startOpenaiEmulator({ dialect: 'llama.cpp' });
  const origins = ['http://127.0.0.1/*'];
  await extension.grantHostAccess(origins);
  await settings.evaluate((asked) => chrome.permissions.request({ origins: asked }), origins);
  const { baseUrl } = local;
  const endpoint = { kind: 'openai-compatible', name: 'My computer', baseUrl };
  const providerId = await ask(settings, 'add-endpoint', endpoint);
  await ask(settings, 'refresh-models', { providerId });
  local.script.reply = '<think>Hm.</think>It runs here.';
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.chooseModel('Some-7B-Q4_K_M', 'My computer');
  await chat.ask('A question');
  await chat.waitForReply();
  await expect(chat.lastReply).toContainText('It runs here.');
  await expect(chat.lastReply).not.toContainText('<think>');
  expect(local.violations).toEqual([]);
});

/** Adds the service with a key, as the settings page does; resolves to its provider id. */
async function addOpenai(page: Page, { baseUrl }: OpenaiEmulator, key = KEY): Promise<string> {
  const endpoint = { kind: 'openai-compatible', name: 'My OpenAI', baseUrl };
  const providerId = await ask(page, 'add-endpoint', endpoint);
  await ask(page, 'save-key', { providerId, key });
  return providerId;
}

/** What the background answers to a request of the page's. */
async function ask<Name extends RequestName>(
  page: Page,
  name: Name,
  input: RequestInput<Name>,
): Promise<RequestOutput<Name>> {
  const response = await page.evaluate(
    (frame) => chrome.runtime.sendMessage<unknown, Response>(frame),
    { type: 'request', name, input },
  );
  if (!response.ok) throw new Error(response.error.kind);
  return response.output as RequestOutput<Name>;
}

type Response =
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly error: { readonly kind: string } };

/** The addresses of the pages whose DOM holds `secret`. */
async function wherePageShows(secret: string, pages: readonly Page[]): Promise<string[]> {
  const contents = await Promise.all(
    pages.map(async (page) => ({ url: page.url(), html: await page.content() })),
  );
  return contents.filter(({ html }) => html.includes(secret)).map(({ url }) => url);
}

/** The database's stores that hold `secret` anywhere. */
function storesWith(page: Page, secret: string): Promise<string[]> {
  return page.evaluate(async (text) => {
    const found: string[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await resultOf(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const rows = await resultOf(database.transaction(store).objectStore(store).getAll());
        if (JSON.stringify(rows).includes(text)) found.push(store);
      }
      database.close();
    }
    return found;

    // oxlint-disable-next-line unicorn/consistent-function-scoping -- the page has nothing else of ours
    function resultOf<Result>(request: IDBRequest<Result>): Promise<Result> {
      return new Promise((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error));
      });
    }
  }, secret);
}
