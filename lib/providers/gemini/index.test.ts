import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { chunkOf, PIXEL, startGeminiEmulator, type GeminiEmulator } from '@/test/emulators/gemini';
import { createNodeBrowser, VirtualClock, type NodeBrowser } from '@/test/emulators/node-context';
import type { ChatRequest, ChatTurn } from '../provider';
import { gemini } from './index';

const user = (text: string, images: readonly Blob[] = []): ChatTurn => ({
  role: 'user',
  text,
  images,
});
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text, images: [] });

let emulator: GeminiEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  const clock = new VirtualClock();
  emulator = await startGeminiEmulator({ now: clock.now, script: { reply: 'Yes.' } });
  browser = createNodeBrowser({ provider: gemini, emulator, clock });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

const context = (settings?: unknown) => browser.context({ apiKey: 'test-key', settings });
const send = (request: Partial<ChatRequest> = {}, settings?: unknown) =>
  collectReply(gemini, { turns: [user('Hi')], ...request }, context(settings));
const errorOf = (status: string, details: readonly unknown[] = []) => ({
  error: { message: 'Its words', status, details },
});
const bodies = (): unknown[] => emulator.requests.map(({ body }) => JSON.parse(body));

describe('a request', () => {
  test('carries the conversation as the service takes it, and no more', async () => {
    const turns = [user('A'), assistant('B'), user(' '), user('C')];
    expect(await send({ turns })).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
    expect(bodies()).toEqual([
      {
        contents: [
          { role: 'user', parts: [{ text: 'A' }] },
          { role: 'model', parts: [{ text: 'B' }] },
          { role: 'user', parts: [{ text: 'C' }] },
        ],
        generationConfig: {},
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('carries what the user set, and images', async () => {
    const image = new Blob(['png'], { type: 'image/png' });
    const turns = [user('What is this?', [image])];
    await send(
      { turns, systemPrompt: 'Be brief.', temperature: 1.7, maxTokens: 50 },
      { showsThoughts: true },
    );
    const inlineData = { mimeType: 'image/png', data: btoa('png') };
    expect(bodies()).toEqual([
      {
        contents: [{ role: 'user', parts: [{ inlineData }, { text: 'What is this?' }] }],
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        generationConfig: {
          temperature: 1.7,
          maxOutputTokens: 50,
          thinkingConfig: { includeThoughts: true },
        },
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });
});

describe('a reply', () => {
  test('has its thoughts apart from its text', async () => {
    emulator.script.before = [chunkOf([{ text: 'Hm.', thought: true }])];
    const { events } = await send();
    expect(events).toEqual([
      { type: 'reasoning-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Yes.' },
    ]);
  });

  test('says how many tokens it took, thoughts among them', async () => {
    const usageMetadata = { promptTokenCount: 12, candidatesTokenCount: 4 };
    const atEnd = { usageMetadata: { ...usageMetadata, thoughtsTokenCount: 5 } };
    emulator.script.before = [{ usageMetadata }];
    emulator.script.after = [{ ...chunkOf([], 'STOP'), ...atEnd }];
    expect((await send()).events.at(-1)).toEqual({
      type: 'usage',
      inputTokens: 12,
      outputTokens: 9,
    });
  });

  test('may be an image of several megabytes, described by its prompt', async () => {
    emulator.script.image = PIXEL.replace(/=*$/, '') + 'A'.repeat(4_000_000);
    const turns = [user('A cat')];
    const reply = await send({ turns, modelId: 'gemini-2.5-flash-image', output: 'image' });
    expect(reply).toMatchObject({ finishReason: 'stop', error: null });
    const [event] = reply.events;
    expect(event).toMatchObject({ type: 'image', alt: 'A cat' });
    expect(event?.type === 'image' && event.image.size).toBeGreaterThan(3_000_000);
    expect(event?.type === 'image' && event.image.type).toBe('image/png');
    expect(emulator.violations).toEqual([]);
  });

  test.each([
    ['STOP', 'stop'],
    ['MAX_TOKENS', 'length'],
    ['SAFETY', 'content-filter'],
    ['PROHIBITED_CONTENT', 'content-filter'],
    ['IMAGE_SAFETY', 'content-filter'],
  ])('that stops by %s ended by %s', async (reason, finishReason) => {
    emulator.script.after = [chunkOf([], reason)];
    expect(await send()).toMatchObject({ text: 'Yes.', finishReason });
  });

  test('that stops for a reason of its own says which', async () => {
    emulator.script.after = [chunkOf([], 'MALFORMED_FUNCTION_CALL')];
    const error = { kind: 'rejected', code: 'MALFORMED_FUNCTION_CALL' };
    expect(await send()).toMatchObject({ text: 'Yes.', error });
  });

  test('without a reason to stop is cut-off, and keeps its text', async () => {
    emulator.script.after = [];
    expect(await send()).toMatchObject({ text: 'Yes.', error: { kind: 'cut-off' } });
  });

  test('does not come for a prompt that the service blocks', async () => {
    emulator.script.reply = '';
    emulator.script.after = [{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }];
    const error = { kind: 'rejected', code: 'PROHIBITED_CONTENT' };
    expect(await send()).toMatchObject({ text: '', error });
  });
});

describe('an error', () => {
  test.each([
    [400, 'INVALID_ARGUMENT', 'rejected'],
    [400, 'FAILED_PRECONDITION', 'blocked'],
    [403, 'PERMISSION_DENIED', 'credentials'],
    [404, 'NOT_FOUND', 'model-unavailable'],
    [429, 'RESOURCE_EXHAUSTED', 'rate-limit'],
    [500, 'INTERNAL', 'overloaded'],
    [503, 'UNAVAILABLE', 'overloaded'],
    [503, 'STATUS_OF_NEXT_YEAR', 'overloaded'],
  ])('with status %i and %s is %s, in the words of the service', async (status, code, kind) => {
    const body = JSON.stringify(errorOf(code));
    emulator.script.faults = [{ on: 'chat', status, body, times: Infinity }];
    const { error } = await send();
    expect(error).toMatchObject({ kind, status, code });
    expect(error?.message).toMatch(/^Its words/);
  });

  test('about a wrong key is told from other wrong arguments', async () => {
    const reason = {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'API_KEY_INVALID',
    };
    const body = JSON.stringify(errorOf('INVALID_ARGUMENT', [reason]));
    emulator.script.faults = [{ on: 'chat', status: 400, body }];
    const { error } = await send();
    expect(error).toMatchObject({ kind: 'credentials', code: 'API_KEY_INVALID' });
  });

  test('that says when to ask again is waited for', async () => {
    const delay = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '6.5s' };
    const body = JSON.stringify(errorOf('RESOURCE_EXHAUSTED', [delay]));
    emulator.script.faults = [{ on: 'chat', status: 429, body }];
    const askedAt = browser.clock.now();
    const { text, events } = await send();
    expect(text).toBe('Yes.');
    const wait = { kind: 'rate-limit', until: askedAt + 6500 };
    expect(events[0]).toEqual({ type: 'wait', wait });
  });

  test('in the stream is told, and the text before it is kept', async () => {
    emulator.script.after = [errorOf('UNAVAILABLE')];
    expect(await send()).toMatchObject({
      text: 'Yes.',
      error: { kind: 'overloaded', message: 'Its words', code: 'UNAVAILABLE' },
    });
  });
});

test('the list of models has those that chat, by the names requests use', async () => {
  const chats = ['generateContent', 'countTokens'];
  const listed = (name: string, displayName: string, supportedGenerationMethods = chats) => ({
    name,
    displayName,
    supportedGenerationMethods,
  });
  emulator.script.models = [
    [listed('models/gemini-a', 'A'), listed('models/embedding', 'Embedding', ['embedContent'])],
    [listed('models/gemini-b-image', 'B'), listed('models/gemini-a-preview-tts', 'Speech')],
  ];
  expect(await gemini.listModels?.(context())).toEqual([
    { id: 'gemini-a', name: 'A', output: 'text', takesImages: true },
    { id: 'gemini-b-image', name: 'B', output: 'image', takesImages: true },
  ]);
  expect(emulator.violations).toEqual([]);
});
