import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { startDarkaiEmulator, type DarkaiEmulator } from '@/test/emulators/darkai';
import { createNodeBrowser, type NodeBrowser } from '@/test/emulators/node-context';
import { darkai } from './darkai';

let emulator: DarkaiEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  emulator = await startDarkaiEmulator({ script: { reply: 'Yes, indeed.' } });
  browser = createNodeBrowser({ provider: darkai, emulator });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

type Asked = Parameters<typeof collectReply>[1];

const user = (text: string) => ({ role: 'user' as const, text });
const assistant = (text: string) => ({ role: 'assistant' as const, text });
const send = (asked: Asked = {}) =>
  collectReply(darkai, { turns: [user('Hi')], ...asked }, browser.context());
const bodies = (): unknown[] => emulator.requests.map(({ body }) => JSON.parse(body));
const chunk = (text: string) => `data: {"event":"text-chunk","data":{"text":"${text}"}}`;

test('a single prompt goes as it is, to the first model', async () => {
  expect(await send()).toMatchObject({ text: 'Yes, indeed.', finishReason: 'stop' });
  expect(bodies()).toEqual([{ query: 'Hi', model: 'llama-3-70b' }]);
  expect(emulator.violations).toEqual([]);
});

test('a conversation goes as one text, its system prompt first', async () => {
  await send({ turns: [user('A'), assistant('B'), user('C')], systemPrompt: 'S' });
  expect(bodies()).toMatchObject([
    { query: 'System: S\nUser: A\nAssistant: B\nUser: C\nAssistant:' },
  ]);
});

test.each([
  ['gpt-4o', 'gpt-4o'],
  ['gpt-3.5-turbo', 'gpt-3.5-turbo'],
  ['llama-3.1-70b', 'llama-3-70b'],
  ['', 'llama-3-70b'],
])('the model "%s" is asked for as %s', async (modelId, model) => {
  expect(await send({ modelId })).toMatchObject({ error: null });
  expect(bodies()).toMatchObject([{ model }]);
});

test('a model that the service does not have is refused before anything is sent', async () => {
  expect(await send({ modelId: 'gpt-9' })).toMatchObject({
    error: { kind: 'model-unavailable', message: 'Model is not supported: gpt-9 in: DarkAI' },
  });
  expect(emulator.requests).toEqual([]);
});

test('junk, comments and events we do not know are left out', async () => {
  emulator.script.before = [
    ': comment',
    'event: x\nid: 7',
    'data:',
    'data: not JSON',
    'data: {"event":"text-chunk","data":{}}',
    'data: {"event":"text-chunk"}',
    'data: {"event":"thinking","data":{"text":"no"}}',
    'data:{"event":"text-chunk","data":{"text":"no space, no data"}}',
    `   ${chunk('First. ')}   `,
  ];
  expect(await send()).toMatchObject({ text: 'First. Yes, indeed.', finishReason: 'stop' });
});

test('what comes after stream-end is no part of the reply', async () => {
  emulator.script.after = ['data: {"event":"stream-end"}', chunk('More.')];
  expect(await send()).toMatchObject({ text: 'Yes, indeed.', finishReason: 'stop' });
});

test('stream-end ends the reply, also where the connection stays open', async () => {
  emulator.script.reply = '';
  emulator.script.before = [chunk('Yes.'), 'data: {"event":"stream-end"}'];
  const length = emulator.script.before.join('\n\n').length + 2;
  emulator.script.transport = { stallAfterBytes: length };
  expect(await send()).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
  await expect.poll(() => emulator.requests[0]?.response.end).toBe('left-by-client');
});

test('a last line without an end counts', async () => {
  emulator.script.after = [chunk(' Really.'), 'data: {"event":"stream-end"}'];
  emulator.script.transport = { noFinalNewline: true, chunkBytes: 1 };
  expect(await send()).toMatchObject({ text: 'Yes, indeed. Really.', finishReason: 'stop' });
});

test('a stream that ends without stream-end is cut off, and keeps its text', async () => {
  emulator.script.after = [];
  expect(await send()).toMatchObject({ text: 'Yes, indeed.', error: { kind: 'cut-off' } });
});

test('a reply without text is no reply', async () => {
  emulator.script.reply = '';
  expect(await send()).toMatchObject({ error: { kind: 'protocol' } });
});

test.each([
  [403, '<title>Just a moment...</title>', 'blocked', 'a browser check by Cloudflare'],
  [502, '<p>x', 'overloaded', 'Bad gateway'],
  [520, '<!DOCTYPE html><p>x', 'overloaded', 'Unknown error (Cloudflare)'],
  [402, '<p>pay', 'rate-limit', 'HTML content'],
])('status %i with the page "%s" is %s', async (status, body, kind, words) => {
  const headers = { 'content-type': 'text/html' };
  emulator.script.faults = [{ on: 'chat', times: 9, status, body, headers }];
  const { error } = await send();
  expect(error).toMatchObject({ kind, status });
  expect(error?.message).toContain(`Response ${status}: ${words}`);
});
