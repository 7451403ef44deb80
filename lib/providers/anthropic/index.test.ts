import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  END_EVENTS,
  startAnthropicEmulator,
  type AnthropicEmulator,
} from '@/test/emulators/anthropic';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser, VirtualClock, type NodeBrowser } from '@/test/emulators/node-context';
import type { ChatRequest, ChatTurn } from '../provider';
import { anthropic } from './index';

const user = (text: string, images: readonly Blob[] = []): ChatTurn => ({
  role: 'user',
  text,
  images,
});
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text, images: [] });

let emulator: AnthropicEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  const clock = new VirtualClock();
  emulator = await startAnthropicEmulator({ now: clock.now, script: { reply: 'Yes.' } });
  browser = createNodeBrowser({ provider: anthropic, emulator, clock });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

const context = (settings?: unknown) => browser.context({ apiKey: 'sk-test', settings });
const send = (request: Partial<ChatRequest> = {}, settings?: unknown) =>
  collectReply(anthropic, { turns: [user('Hi')], ...request }, context(settings));
const bodies = (): unknown[] => emulator.requests.map(({ body }) => JSON.parse(body));

describe('a request', () => {
  test('carries the conversation as the service takes it, and no more', async () => {
    const turns = [user('A'), assistant('B'), user(' '), user('C')];
    expect(await send({ turns })).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
    expect(bodies()).toEqual([
      {
        model: 'claude-sonnet-4-6',
        max_tokens: 8192,
        stream: true,
        messages: [
          { role: 'user', content: 'A' },
          { role: 'assistant', content: 'B' },
          { role: 'user', content: 'C' },
        ],
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('carries what the user set, and a temperature that the service takes', async () => {
    await send({ systemPrompt: 'Be brief.', temperature: 1.7, maxTokens: 50 });
    expect(bodies()).toMatchObject([{ system: 'Be brief.', temperature: 1, max_tokens: 50 }]);
    expect(emulator.violations).toEqual([]);
  });

  test('carries images before the words about them', async () => {
    const image = new Blob(['png'], { type: 'image/png' });
    await send({ turns: [user('What is this?', [image]), assistant('A'), user('', [image])] });
    const block = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: btoa('png') },
    };
    expect(bodies()).toMatchObject([
      {
        messages: [
          { content: [block, { type: 'text', text: 'What is this?' }] },
          { content: 'A' },
          { content: [block] },
        ],
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test.each([
    ['claude-opus-4-8', { type: 'adaptive', display: 'summarized' }],
    ['claude-sonnet-4-6', { type: 'adaptive', display: 'summarized' }],
    ['claude-haiku-4-5', { type: 'enabled', budget_tokens: 8192 }],
    ['claude-opus-4-1-20250805', { type: 'enabled', budget_tokens: 8192 }],
    ['claude-sonnet-4-20250514', { type: 'enabled', budget_tokens: 8192 }],
    ['claude-3-7-sonnet-latest', { type: 'enabled', budget_tokens: 8192 }],
    ['claude-3-5-haiku-latest', undefined],
  ])('lets %s think in its own way', async (modelId, thinking) => {
    await send({ modelId, maxTokens: 100, temperature: 0.5 }, { thinks: true });
    const [body] = bodies();
    expect(body).toMatchObject(
      thinking ? { thinking, max_tokens: 8292 } : { max_tokens: 100, temperature: 0.5 },
    );
    expect(emulator.violations).toEqual([]);
  });
});

describe('a reply', () => {
  test('has its thoughts apart from its text', async () => {
    const delta = { type: 'thinking_delta', thinking: 'Hm.' };
    const signature = { type: 'signature_delta', signature: 'c2ln' };
    emulator.script.before = [
      { type: 'content_block_start', index: 0, content_block: { type: 'thinking', thinking: '' } },
      { type: 'content_block_delta', index: 0, delta },
      { type: 'content_block_delta', index: 0, delta: signature },
      { type: 'ping' },
      { type: 'something_new', of: 'next year' },
    ];
    const { events } = await send();
    expect(events.slice(0, -1)).toEqual([
      { type: 'reasoning-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Yes.' },
    ]);
  });

  test('says how many tokens it took', async () => {
    expect((await send()).events.at(-1)).toEqual({
      type: 'usage',
      inputTokens: 12,
      outputTokens: 9,
    });
  });

  test.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['refusal', 'content-filter'],
  ])('that stops by %s ended by %s', async (stop_reason, finishReason) => {
    emulator.script.after = [
      { type: 'message_delta', delta: { stop_reason } },
      { type: 'message_stop' },
    ];
    expect(await send()).toMatchObject({ text: 'Yes.', finishReason });
  });

  test('without its last event is cut-off, and keeps its text', async () => {
    emulator.script.after = END_EVENTS.slice(0, -1);
    expect(await send()).toMatchObject({ text: 'Yes.', error: { kind: 'cut-off' } });
  });
});

describe('an error', () => {
  test.each([
    [400, 'invalid_request_error', 'rejected'],
    [401, 'authentication_error', 'credentials'],
    [403, 'permission_error', 'credentials'],
    [404, 'not_found_error', 'model-unavailable'],
    [413, 'request_too_large', 'prompt-too-long'],
    [429, 'rate_limit_error', 'rate-limit'],
    [500, 'api_error', 'overloaded'],
    [529, 'overloaded_error', 'overloaded'],
    [529, 'error_of_next_year', 'overloaded'],
  ])(
    'with status %i and type %s is %s, in the words of the service',
    async (status, type, kind) => {
      const body = JSON.stringify({ type: 'error', error: { type, message: 'Its words' } });
      emulator.script.faults = [{ on: 'chat', status, body, times: Infinity }];
      const { error } = await send();
      expect(error).toMatchObject({ kind, status, code: type });
      expect(error?.message).toMatch(/^Its words/);
    },
  );

  test('in the stream is told, and the text before it is kept', async () => {
    const error = { type: 'overloaded_error', message: 'Overloaded' };
    emulator.script.after = [{ type: 'error', error }];
    expect(await send()).toMatchObject({
      text: 'Yes.',
      error: { kind: 'overloaded', message: 'Overloaded', code: 'overloaded_error' },
    });
    expect(emulator.requests).toHaveLength(1); // what has begun is not asked for twice
  });
});

test('all pages of the list of models are read', async () => {
  const ids = ['claude-a', 'claude-b', 'claude-c'];
  emulator.script.models = ids.map((id) => [{ id, display_name: id.toUpperCase() }]);
  expect(await anthropic.listModels?.(context())).toEqual(
    ids.map((id) => ({ id, name: id.toUpperCase(), output: 'text', takesImages: true })),
  );
  expect(emulator.violations).toEqual([]);
});
