import { beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readSettings } from '@/lib/settings/settings';
import { addLocalServer, findLocalServers } from './local-servers';

const asked: string[] = [];
/** What answers, by address; nobody else does. */
let answers: Readonly<Record<string, () => Response>> = {};

const fakeFetch: typeof fetch = async (input) => {
  const url = String(input);
  asked.push(url);
  const answer = answers[url];
  if (!answer) throw new TypeError('Failed to fetch');
  return answer();
};

beforeEach(() => {
  fakeBrowser.reset();
  asked.length = 0;
  answers = {};
  grantAccess(true);
  vi.spyOn(browser.declarativeNetRequest, 'getSessionRules').mockImplementation(async () => []);
  vi.spyOn(browser.declarativeNetRequest, 'updateSessionRules').mockImplementation(async () => {});
  vi.stubGlobal('fetch', fakeFetch);
});

function grantAccess(isGranted: boolean): void {
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => isGranted);
}

const models =
  (...ids: readonly string[]) =>
  () =>
    Response.json({ object: 'list', data: ids.map((id) => ({ id, object: 'model' })) });
const refuse = () => new Response('', { status: 403 });
const find = () => findLocalServers(fakeFetch);
const found = (server: object) => [{ refusesUs: false, providerId: null, ...server }];

test('without access nobody is asked', async () => {
  grantAccess(false);
  await expect(find()).rejects.toMatchObject({ kind: 'host-access' });
  expect(asked).toEqual([]);
});

test('where nothing answers nothing is found, and both names of this computer were tried', async () => {
  expect(await find()).toEqual([]);
  for (const port of [11434, 1234, 8080, 1337, 8000]) {
    const hosts = asked.map((url) => new URL(url)).filter((url) => url.port === String(port));
    expect(new Set(hosts.map(({ hostname }) => hostname))).toEqual(
      new Set(['localhost', '127.0.0.1']),
    );
  }
});

describe('a server that answers is listed with its models:', () => {
  test('Ollama', async () => {
    const tags = { models: [{ name: 'qwen3:8b' }, { name: 'llava' }] };
    answers = { 'http://localhost:11434/api/tags': () => Response.json(tags) };
    expect(await find()).toEqual(
      found({
        id: 'ollama',
        name: 'Ollama',
        baseUrl: 'http://localhost:11434',
        models: ['qwen3:8b', 'llava'],
      }),
    );
  });

  test('Ollama that refuses extensions, which it shows only where something is posted', async () => {
    answers = {
      'http://127.0.0.1:11434/api/tags': () => Response.json({ models: [{ name: 'llava' }] }),
      'http://127.0.0.1:11434/api/show': refuse,
    };
    const baseUrl = 'http://127.0.0.1:11434';
    expect(await find()).toMatchObject([
      { id: 'ollama', baseUrl, models: ['llava'], refusesUs: true },
    ]);
    answers = { 'http://127.0.0.1:11434/api/tags': refuse };
    expect(await find()).toMatchObject([{ id: 'ollama', baseUrl, models: null, refusesUs: true }]);
  });

  test.each([
    ['LM Studio', 'http://localhost:1234/v1'],
    ['llama.cpp', 'http://localhost:8080/v1'],
    ['vLLM', 'http://localhost:8000/v1'],
    ['Jan', 'http://127.0.0.1:1337/v1'],
  ])('%s', async (name, baseUrl) => {
    answers = { [`${baseUrl}/models`]: models('a', 'b') };
    expect(await find()).toMatchObject(found({ name, baseUrl, models: ['a', 'b'] }));
  });

  test('gpt4free, which is told from Jan by the services in its list', async () => {
    const data = [
      { id: 'gpt-4o', provider: false },
      { id: 'PhindAi', provider: true },
    ];
    answers = { 'http://localhost:1337/v1/models': () => Response.json({ data }) };
    expect(await find()).toMatchObject(found({ name: 'gpt4free', models: ['gpt-4o'] }));
  });
});

test('a server that wants a key is listed without models', async () => {
  const error = { message: 'Invalid API Key', type: 'authentication_error' };
  answers = {
    'http://localhost:8080/v1/models': () => Response.json({ error }, { status: 401 }),
    'http://127.0.0.1:1337/v1/models': () => new Response('Unauthorized', { status: 401 }),
  };
  expect(await find()).toMatchObject([
    { name: 'llama.cpp', models: null },
    { name: 'Jan', models: null },
  ]);
});

test('other programs at these ports are left out', async () => {
  answers = {
    'http://localhost:8080/v1/models': () => new Response('<!doctype html><p>Jenkins'),
    'http://localhost:8000/v1/models': () => new Response('Unauthorized', { status: 401 }),
    'http://localhost:1234/v1/models': () => Response.json({ models: 'none' }),
    'http://localhost:11434/api/tags': () => new Response('Not found', { status: 404 }),
  };
  expect(await find()).toEqual([]);
});

test('a server that was added becomes a provider, and the list says which', async () => {
  answers = {
    'http://127.0.0.1:11434/api/tags': () => Response.json({ models: [] }),
    'http://localhost:1234/v1/models': models('a'),
  };
  const ids = [];
  for (const server of await find()) ids.push(await addLocalServer(server));
  expect(ids).toEqual(['ollama', expect.stringMatching(/^endpoint-/)]);
  expect((await find()).map(({ providerId }) => providerId)).toEqual(ids);

  const { providers, preferences, endpoints } = await readSettings();
  expect(providers['ollama']).toEqual({ baseUrl: 'http://127.0.0.1:11434' });
  expect(preferences['ollama']).toMatchObject({ isOn: true });
  expect(endpoints).toMatchObject([{ id: ids[1], name: 'LM Studio' }]);
});
