import { afterEach, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser, VirtualClock } from '@/test/emulators/node-context';
import {
  startOpenaiEmulator,
  type OpenaiEmulator,
  type OpenaiScript,
} from '@/test/emulators/openai';
import type { OpenaiDialectName } from '@/test/emulators/openai-dialects';
import { openaiCompatible } from './index';

const KEY = 'sk-canary-0123456789';
const PNG = new Blob([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], { type: 'image/png' });

let emulator: OpenaiEmulator | undefined;
afterEach(() => emulator?.close());

type Asked = Parameters<typeof collectReply>[1];

interface Setup extends Partial<OpenaiScript> {
  readonly dialect?: OpenaiDialectName;
  readonly headers?: Readonly<Record<string, string>>;
  readonly apiKey?: string;
}

/** Asks a stand-in that was set up, and tells what came of it. */
async function ask(setup: Setup = {}, asked: Asked = {}) {
  const { dialect = 'openai', headers = {}, apiKey = KEY, ...script } = setup;
  const clock = new VirtualClock();
  const started = await startOpenaiEmulator({ dialect, now: clock.now, script });
  emulator = started;
  Object.assign(started.script, { reply: 'Yes.', ...script });
  const { settings, violations, requests } = started;
  await using browser = createNodeBrowser({
    provider: openaiCompatible,
    emulator: started,
    clock,
  });
  const context = browser.context({ settings, apiKey, headers });
  const turns = [{ role: 'user' as const, text: 'A question' }];
  const startedAt = clock.now();
  const reply = await collectReply(
    openaiCompatible,
    { modelId: 'gpt-4o', turns, ...asked },
    context,
  );
  const bodies = requests
    .filter(({ method }) => method === 'POST')
    .map(({ body }): Record<string, unknown> => JSON.parse(body));
  return { reply, bodies, requests, violations, waitedMs: clock.now() - startedAt };
}

const reasoningIn = ({ events }: Awaited<ReturnType<typeof collectReply>>) =>
  events.map((event) => (event.type === 'reasoning-delta' ? event.text : '')).join('');

test('a request carries what the user set, and the key in its header alone', async () => {
  const turns = [
    { role: 'user' as const, text: 'One' },
    { role: 'assistant' as const, text: 'Two' },
    { role: 'user' as const, text: 'See', images: [PNG] },
    { role: 'user' as const, text: 'Three' },
    { role: 'assistant' as const, text: '  ' },
  ];
  const asked = { turns, systemPrompt: 'Be short.', temperature: 0.5, maxTokens: 99 };
  const { bodies, requests, violations } = await ask({ headers: { 'X-Tenant': 'me' } }, asked);
  expect(violations).toEqual([]);
  expect(bodies).toEqual([
    {
      model: 'gpt-4o',
      messages: [
        { role: 'system', content: 'Be short.' },
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'See\nThree' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw==' } },
          ],
        },
      ],
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0.5,
      max_completion_tokens: 99,
    },
  ]);
  expect(requests[0]?.headers).toMatchObject({ authorization: `Bearer ${KEY}`, 'x-tenant': 'me' });
});

test('a reply tells the tokens it took', async () => {
  const { reply } = await ask();
  const usage = { type: 'usage', inputTokens: 12, outputTokens: 34 };
  expect(reply.events.at(-1)).toEqual(usage);
});

/** They have two names for the field. */
test.each(['llama.cpp', 'openrouter', 'gpt4free'] as const)('%s reasons', async (dialect) => {
  const { reply } = await ask({ dialect, reasoning: 'Let me think.' });
  expect(reasoningIn(reply)).toBe('Let me think.');
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
});

test('reasoning in tags is told apart, byte by byte', async () => {
  const { reply } = await ask({
    dialect: 'llama.cpp',
    reply: '<think>\nLet me think.\n</think>\n\nYes, **so**.',
    transport: { chunkBytes: 3 },
  });
  expect(reasoningIn(reply)).toBe('\nLet me think.\n');
  expect(reply.text).toBe('Yes, **so**.');
});

test.each([
  ['length', 'length'],
  ['content_filter', 'content-filter'],
  ['tool_calls', 'stop'],
])('the finish reason %s is told as %s', async (finishReason, told) => {
  const { reply } = await ask({ finishReason });
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: told, error: null });
});

test('a stream that ends without saying so was cut, and keeps its text', async () => {
  const { reply } = await ask({ ending: [] });
  expect(reply).toMatchObject({ text: 'Yes.', error: { kind: 'cut-off' } });
});

test('a chunk that the end of the stream cuts in two was cut too', async () => {
  const { reply } = await ask({ ending: ['{"choices":[{"delta":{"con'] });
  expect(reply).toMatchObject({ text: 'Yes.', error: { kind: 'cut-off' } });
});

test('a stream that says [DONE] alone is whole', async () => {
  const { reply } = await ask({ ending: ['[DONE]'] });
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'stop', error: null });
});

test('comments that keep the connection open are no content', async () => {
  const { reply, bodies } = await ask({
    dialect: 'openrouter',
    reply: '',
    ending: [': keep-alive', '{"error":{"code":429,"message":"Slow down"},"choices":[]}'],
  });
  expect(reply).toMatchObject({ text: '', error: { kind: 'rate-limit', status: 429 } });
  expect(bodies).toHaveLength(3); // so it was asked again
});

test('an error amid a reply is told, keeps the text, and is not asked for again', async () => {
  const error = { code: 502, message: 'Provider disconnected' };
  const choices = [{ index: 0, delta: { content: '' }, finish_reason: 'error' }];
  const { reply, bodies } = await ask({
    dialect: 'openrouter',
    ending: [JSON.stringify({ id: 'x', error, choices })],
  });
  expect(reply).toMatchObject({
    text: 'Yes.',
    error: { kind: 'overloaded', message: 'Provider disconnected', status: 502 },
  });
  expect(bodies).toHaveLength(1);
});

test('an error without choices before [DONE] is no empty reply', async () => {
  const error = { message: 'ModelNotFoundError: Model not found: nope' };
  const { reply } = await ask({
    dialect: 'gpt4free',
    reply: '',
    ending: [JSON.stringify({ error, model: 'nope', provider: '' }), '[DONE]'],
  });
  expect(reply.error).toEqual({
    kind: 'model-unavailable',
    message: 'ModelNotFoundError: Model not found: nope',
    code: 'ModelNotFoundError',
  });
});

test('a server that does not know stream_options is asked without it', async () => {
  const { reply, bodies, waitedMs } = await ask({ knowsStreamOptions: false });
  expect(reply).toMatchObject({ text: 'Yes.', error: null });
  expect(bodies.map((body) => 'stream_options' in body)).toEqual([true, false]);
  expect(waitedMs).toBe(0);
});

test('a model that reasons is asked without the temperature it refuses', async () => {
  const { reply, bodies } = await ask({}, { modelId: 'gpt-5-mini', temperature: 0.5 });
  expect(reply.text).toBe('Yes.');
  expect(bodies.map((body) => 'temperature' in body)).toEqual([true, false]);
});

test('a model that is not streamed to everyone is asked for its whole reply', async () => {
  const { reply, bodies, violations } = await ask({ unstreamed: ['gpt-5'] }, { modelId: 'gpt-5' });
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'stop', error: null });
  expect(bodies.at(-1)).not.toHaveProperty('stream');
  expect(violations).toEqual([]);
});

test('a server that knows max_completion_tokens alone is asked with it', async () => {
  const refusal = {
    error: { message: "Use 'max_completion_tokens' instead.", param: 'max_tokens' },
  };
  const { reply, bodies } = await ask(
    { dialect: 'llama.cpp', faults: [{ on: 'chat', status: 400, body: JSON.stringify(refusal) }] },
    { maxTokens: 50 },
  );
  expect(reply.text).toBe('Yes.');
  expect(bodies[0]).toMatchObject({ max_tokens: 50 });
  expect(bodies[1]).toMatchObject({ max_completion_tokens: 50 });
  expect(bodies[1]).not.toHaveProperty('max_tokens');
});

test('a server that still loads its model is waited for', async () => {
  const error = { message: 'Loading model', type: 'unavailable_error', code: 503 };
  const fault = { on: 'chat', status: 503, body: JSON.stringify({ error }), times: 10 };
  const { reply, waitedMs } = await ask({ dialect: 'llama.cpp', faults: [fault] });
  expect(reply).toMatchObject({ text: 'Yes.', error: null });
  expect(waitedMs).toBe(20_000);
});

test('a server that never has its model loaded is given up after two minutes', async () => {
  const error = { message: 'Loading model', type: 'unavailable_error', code: 503 };
  const fault = { on: 'chat', status: 503, body: JSON.stringify({ error }), times: Infinity };
  const { reply, waitedMs } = await ask({ dialect: 'llama.cpp', faults: [fault] });
  expect(reply.error).toMatchObject({ kind: 'overloaded', status: 503 });
  expect(waitedMs).toBe(120_000);
});

test('a server that does not stream is understood all the same', async () => {
  const { reply } = await ask({ dialect: 'llama.cpp', streams: false, reasoning: 'Hm.' });
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'stop', error: null });
  expect(reasoningIn(reply)).toBe('Hm.');
});

test('a server that keeps the connection open after the end holds nothing up', async () => {
  const finish = '{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}';
  const text = 'Yes.';
  const { reply } = await ask({
    reply: async function* () {
      yield text;
    },
    ending: [finish, ': waiting'.padEnd(40_000, '.')],
    transport: { stallAfterBytes: 20_000 },
  });
  expect(reply).toMatchObject({ text, finishReason: 'stop', error: null });
});

test.each([301, 302, 303, 307, 308])(
  'status %i to another place carries neither key nor prompt there',
  async (status) => {
    for (const location of [
      'https://elsewhere.example/v1/chat/completions',
      'https://api.openai.com:8443/v1/chat/completions',
      'http://api.openai.com/v1/chat/completions',
    ]) {
      const fault = { on: 'chat', status, headers: { location } };
      const { reply, requests } = await ask({ faults: [fault] });
      expect(reply.error?.kind).toBe('web-page');
      expect(requests.map(({ headers }) => headers[':authority'] ?? headers.host)).toEqual([
        'api.openai.com',
      ]);
      await emulator?.close();
    }
  },
);

test('a server that quotes the key it refuses does not get it shown', async () => {
  const { reply } = await ask({ key: 'another' });
  expect(reply.error).toEqual({
    kind: 'credentials',
    message: 'Incorrect API key provided: Bearer [left out].',
    status: 401,
    code: 'invalid_api_key',
  });
});

test('a server that quotes the key within a reply that failed does not get it shown', async () => {
  const error = { message: `Upstream refused ${KEY} and me-and-my-tenant`, code: KEY };
  const { reply } = await ask({
    headers: { 'x-tenant': 'me-and-my-tenant' },
    ending: [JSON.stringify({ error })],
  });
  expect(reply.error).toMatchObject({
    message: 'Upstream refused [left out] and [left out]',
    code: '[left out]',
  });
});

test('a key that no header can carry is refused without being quoted', async () => {
  const { reply, requests } = await ask({ apiKey: 'sk-••••••••-9876' });
  expect(reply.error?.kind).toBe('credentials');
  expect(reply.error?.message).not.toMatch(/•|9876/);
  expect(requests).toEqual([]);
});

test('an address that cannot be used is asked nothing', async () => {
  const context = createNodeBrowser({ provider: openaiCompatible, emulator: { port: 1 } });
  const settings = { baseUrl: 'http://api.example.com/v1' };
  const reply = await collectReply(openaiCompatible, {}, context.context({ settings }));
  expect(reply.error?.kind).toBe('network');
});

test('a model that makes images in a chat yields them', async () => {
  const { reply, bodies } = await ask(
    { dialect: 'openrouter' },
    { modelId: 'google/gemini-image', output: 'image' },
  );
  expect(bodies[0]).toMatchObject({ modalities: ['image', 'text'] });
  const [image] = reply.events;
  expect(image).toMatchObject({ type: 'image', image: expect.any(Blob) });
  expect(reply).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
});
