import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser, VirtualClock, type NodeBrowser } from '@/test/emulators/node-context';
import { startOllamaEmulator, type OllamaEmulator } from '@/test/emulators/ollama';
import type { ChatRequest, ChatTurn } from '../provider';
import { ollama } from './index';

const user = (text: string, images: readonly Blob[] = []): ChatTurn => ({
  role: 'user',
  text,
  images,
});
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text, images: [] });

let emulator: OllamaEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  const clock = new VirtualClock();
  const models = { 'qwen3:8b': ['completion', 'thinking'], llava: ['completion', 'vision'] };
  const script = { reply: 'Yes.', models: { ...models, 'nomic-embed-text': ['embedding'] } };
  emulator = await startOllamaEmulator({ now: clock.now, script });
  browser = createNodeBrowser({ provider: ollama, emulator, clock });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

const send = (request: Partial<ChatRequest> = {}, settings?: unknown) =>
  collectReply(
    ollama,
    { turns: [user('Hi')], modelId: 'qwen3:8b', ...request },
    browser.context({ settings }),
  );
const bodies = (): unknown[] => emulator.requests.map(({ body }) => JSON.parse(body));

/** Without our header rule. */
const fetchAsExtension: typeof fetch = (input, init = {}) => {
  const { pathname } = new URL(String(input));
  const headers = { ...init.headers, origin: 'chrome-extension://abc' };
  return fetch(`http://localhost:${emulator.port}${pathname}`, { ...init, headers });
};

describe('a request', () => {
  test('carries the conversation as the server takes it, and no more', async () => {
    const turns = [user('A'), assistant('B'), user(' '), user('C')];
    expect(await send({ turns })).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
    expect(bodies()).toEqual([
      {
        model: 'qwen3:8b',
        stream: true,
        messages: [
          { role: 'user', content: 'A' },
          { role: 'assistant', content: 'B' },
          { role: 'user', content: 'C' },
        ],
        options: {},
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('carries what the user set, and images', async () => {
    const turns = [user('What is this?', [new Blob(['png'], { type: 'image/png' })])];
    await send(
      { turns, systemPrompt: 'Be brief.', temperature: 1.7, maxTokens: 50, modelId: 'llava' },
      { thinks: false },
    );
    expect(bodies()).toMatchObject([
      {
        think: false,
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'What is this?', images: [btoa('png')] },
        ],
        options: { temperature: 1.7, num_predict: 50 },
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test.each([
    ['http://localhost:11434/', 'http://localhost:11434'],
    ['192.168.1.5:11434', 'http://192.168.1.5:11434'],
    ['https://ollama.example.com/behind/', 'https://ollama.example.com/behind'],
    ['http://ollama.example.com', 'http://localhost:11434'], // it would be overheard
    ['no address', 'http://localhost:11434'],
  ])('to the server "%s" goes to %s and names that as its origin', (typed, baseUrl) => {
    const settings = ollama.parseSettings({ baseUrl: typed });
    expect(settings).toMatchObject({ baseUrl });
    const { origins, headerRules } = ollama.connection({ baseUrl: typed });
    const { origin, protocol, hostname } = new URL(baseUrl);
    expect(origins).toEqual([`${protocol}//${hostname}/*`]);
    expect(headerRules).toEqual([{ origin, headers: { origin } }]);
  });
});

describe('a reply', () => {
  test('has its thoughts apart from its text', async () => {
    emulator.script.before = [
      { message: { role: 'assistant', content: '', thinking: 'Hm.' }, done: false },
    ];
    const { events } = await send();
    expect(events).toEqual([
      { type: 'reasoning-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Yes.' },
    ]);
  });

  test('that met its limit says so, and how many tokens it took', async () => {
    const counts = { prompt_eval_count: 12, eval_count: 9 };
    emulator.script.after = [{ done: true, done_reason: 'length', ...counts }];
    const reply = await send();
    expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'length' });
    expect(reply.events.at(-1)).toEqual({ type: 'usage', inputTokens: 12, outputTokens: 9 });
  });

  test('without its last line is cut-off, and keeps its text', async () => {
    emulator.script.after = [];
    expect(await send()).toMatchObject({ text: 'Yes.', error: { kind: 'cut-off' } });
  });

  test('that breaks inside is told in the words of the server', async () => {
    emulator.script.after = [{ error: 'an error was encountered while running the model' }];
    expect(await send()).toMatchObject({
      text: 'Yes.',
      error: { kind: 'overloaded', message: 'an error was encountered while running the model' },
    });
    expect(emulator.requests).toHaveLength(1); // what has begun is not asked for twice
  });
});

describe('an error', () => {
  test('about a model that is not there tells how to get it', async () => {
    const { error } = await send({ modelId: 'llama3.2' });
    expect(error).toMatchObject({ kind: 'model-unavailable', status: 404 });
    expect(error?.message).toContain('ollama pull llama3.2');
  });

  test('about our origin is told from other refusals', async () => {
    const { error } = await collectReply(
      ollama,
      { turns: [user('Hi')], modelId: 'llava' },
      { ...browser.context(), fetch: fetchAsExtension },
    );
    expect(error).toMatchObject({ kind: 'blocked', status: 403, code: 'ollama-origin' });
  });

  test('of a model that does not fit is in the words of the server', async () => {
    const body = JSON.stringify({ error: 'model requires more system memory' });
    emulator.script.faults = [{ on: 'chat', status: 500, body, times: Infinity }];
    const { error } = await send();
    expect(error).toMatchObject({ kind: 'overloaded', status: 500 });
    expect(error?.message).toMatch(/^model requires more system memory/);
  });
});

test('the list of models has those that chat, and says which see', async () => {
  expect(await ollama.listModels?.(browser.context())).toEqual([
    { id: 'qwen3:8b', name: 'qwen3:8b', output: 'text', takesImages: false },
    { id: 'llava', name: 'llava', output: 'text', takesImages: true },
  ]);
  expect(emulator.violations).toEqual([]);
});
