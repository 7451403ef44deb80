import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAiaskEmulator } from '@/test/emulators/aiask';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser, type NodeBrowser } from '@/test/emulators/node-context';
import type { ProviderEmulator } from '@/test/emulators/script';
import { aiask } from './aiask';

const NOTICE = '您的免费额度不够使用这个模型啦，请点击右上角登录继续使用！';

let emulator: ProviderEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  emulator = await startAiaskEmulator({ script: { reply: 'Yes.' } });
  browser = createNodeBrowser({ provider: aiask, emulator });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

type Asked = Parameters<typeof collectReply>[1];

const user = (text: string) => ({ role: 'user' as const, text });
const assistant = (text: string) => ({ role: 'assistant' as const, text });
const send = (asked: Asked = {}) =>
  collectReply(aiask, { turns: [user('Hi')], ...asked }, browser.context());
const bodies = (): unknown[] => emulator.requests.map(({ body }) => JSON.parse(body));

/** A reply that arrives in these pieces. */
const inPieces = (pieces: Iterable<string>) =>
  async function* () {
    yield* pieces;
  };

test('a conversation goes message by message, its system prompt first', async () => {
  const turns = [user('A'), assistant('B'), user('C')];
  expect(await send({ turns, systemPrompt: 'S' })).toMatchObject({ text: 'Yes.', error: null });
  expect(bodies()).toEqual([
    {
      continuous: true,
      id: expect.stringMatching(/^[\da-f]{21}$/),
      list: [
        { role: 'system', content: 'S' },
        { role: 'user', content: 'A' },
        { role: 'assistant', content: 'B' },
        { role: 'user', content: 'C' },
      ],
      models: '0',
      prompt: '',
      temperature: 0.5,
      title: '',
    },
  ]);
  expect(emulator.violations).toEqual([]);
});

test('a temperature of the user is sent, and 0 is one', async () => {
  await send({ temperature: 0 });
  expect(bodies()).toMatchObject([{ temperature: 0 }]);
});

test('no two chats have one id', async () => {
  await send();
  await send();
  const [first, second] = bodies();
  expect(first).not.toEqual(second);
});

describe('the notice that the free quota is used up', () => {
  test.each([
    ['whole', NOTICE, {}],
    ['in characters', inPieces(NOTICE), {}],
    ['in bytes', NOTICE, { chunkBytes: 1 }],
    ['with white space after it', `${NOTICE}\n \n`, {}],
    ['with white space after it, in bytes', `${NOTICE}\n`, { chunkBytes: 1 }],
  ])('is an error when it comes %s', async (_, reply, transport) => {
    Object.assign(emulator.script, { reply, transport });
    const { text, error } = await send();
    expect({ text, error }).toEqual({
      text: '',
      error: { kind: 'rate-limit', message: 'Rate limit reached' },
    });
    expect(emulator.requests).toHaveLength(1); // the quota is not back after seconds
  });

  test.each([
    ['its beginning', '您'],
    ['nearly all of it', NOTICE.slice(0, -1)],
    ['its beginning, then something else', '您的免费额度很好。'],
    ['all of it, then something else', `${NOTICE} means that…`],
    ['all of it, after something else', `It says: ${NOTICE}`],
    ['all of it, in the middle', `It says: ${NOTICE} That is all.`],
    ['its beginning and white space', '您 \n'],
  ])('is no error when a reply is %s', async (_, reply) => {
    for (const scripted of [reply, inPieces(reply)]) {
      emulator.script.reply = scripted;
      expect(await send()).toMatchObject({ text: reply, finishReason: 'stop', error: null });
    }
  });

  test('as one piece of a reply that has begun is an answer', async () => {
    emulator.script.reply = inPieces(['It says: ', NOTICE]);
    expect(await send()).toMatchObject({ text: `It says: ${NOTICE}`, error: null });
  });
});

test('any reply that is no error arrives as it is, however it is cut', async () => {
  const word = fc.constantFrom('您', '您的', ' ', '\n', '<', '<h', '<!doc', 'type', '>', 'a', '😀');
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 8 }), async (pieces) => {
      const text = pieces.join('');
      emulator.script.reply = inPieces(pieces);
      expect(await send()).toMatchObject({ text, error: null });
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['a page', '<!DOCTYPE html><html><p>secret', 'web-page'],
  ['a page after white space', '\n\n  <html lang="en"><p>secret', 'web-page'],
  ['nothing', '', 'protocol'],
])('%s is no reply, also in bytes', async (_, reply, kind) => {
  for (const transport of [{}, { chunkBytes: 1 }]) {
    Object.assign(emulator.script, { reply, transport });
    const { text, error } = await send();
    expect(text).toBe('');
    expect(error?.kind).toBe(kind);
    expect(error?.message).not.toContain('secret');
  }
});

test.each(['<header>Menu</header>', '<p>One', '<', '<html'])(
  'a reply that begins as %s is kept apart from pages once its first tag is there',
  async (reply) => {
    emulator.script.reply = inPieces(reply);
    const { text, error } = await send();
    expect(error === null ? text : error.kind).toBe(reply === '<html' ? 'web-page' : reply);
  },
);

test('each word of the reply is there before the next one has come', async () => {
  const first = new AbortController();
  emulator.script.reply = async function* () {
    yield 'One ';
    await once(first.signal, 'abort'); // for ever, if it were held back
    yield 'two.';
  };
  const context = browser.context();
  const reply = await collectReply(aiask, { turns: [user('Hi')] }, context, () => first.abort());
  expect(reply.text).toBe('One two.');
});
