import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startAichatsEmulator, type AichatsEmulator } from '@/test/emulators/aichats';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser, type NodeBrowser } from '@/test/emulators/node-context';
import { aichats } from './index';

let emulator: AichatsEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  emulator = await startAichatsEmulator({ script: { reply: 'Yes.' } });
  browser = createNodeBrowser({ provider: aichats, emulator });
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

type Asked = Parameters<typeof collectReply>[1];

const user = (text: string) => ({ role: 'user' as const, text });
const assistant = (text: string) => ({ role: 'assistant' as const, text });
const send = (asked: Asked = {}) =>
  collectReply(aichats, { turns: [user('Hi')], ...asked }, browser.context());
const draw = (asked: Asked = {}) => send({ modelId: 'dalle', output: 'image', ...asked });
const asked = () => emulator.requests.map(({ method, path }) => `${method} ${path}`);
const bodies = (): unknown[] =>
  emulator.requests.flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body)] : []));

const answerLines = (...lines: string[]) => {
  emulator.script.faults = [{ on: 'chat', status: 200, body: lines.join('\n') }];
};

const PAGE = 'GET /chat/';
const PROMPT = 'POST /chat/send2/';

test('a conversation goes as one text, its system prompt first', async () => {
  const turns = [user('A'), assistant('B'), user('C')];
  expect(await send({ turns, systemPrompt: 'S' })).toMatchObject({ text: 'Yes.', error: null });
  const content = 'System: S\nUser: A\nAssistant: B\nUser: C\nAssistant:';
  expect(bodies()).toEqual([{ type: 'chat', messagesHistory: [{ from: 'you', content }] }]);
  expect(emulator.violations).toEqual([]);
});

describe('the page', () => {
  test('is visited once for its cookies, which the browser keeps', async () => {
    await send();
    await send();
    expect(asked()).toEqual([PAGE, PROMPT, PROMPT]);
    expect(emulator.requests[2]?.cookies).toEqual({ 'ai-chat-front': 'session-1' });
    expect(emulator.violations).toEqual([]);
  });

  test('that could not be had is asked for again when the prompt is refused for it', async () => {
    emulator.script.faults = [{ on: 'page', status: 503 }];
    expect(await send()).toMatchObject({ text: 'Yes.', error: null });
    expect(await send()).toMatchObject({ text: 'Yes.', error: null });
    expect(asked()).toEqual([PAGE, PROMPT, PAGE, PROMPT, PROMPT]);
  });

  test('that cannot be had at all does not keep the prompt back', async () => {
    emulator.script.faults = [{ on: 'page', times: 9, status: 503 }];
    expect(await send()).toMatchObject({ error: { kind: 'rejected', status: 400 } });
    expect(emulator.violations).toEqual(['POST /chat/send2/: the cookies ']);
  });

  test('gives a token where the service wants one, and it is kept', async () => {
    emulator.script.wantsCsrfToken = true;
    await browser.session.set('csrfToken', 'one of yesterday');
    expect(await send()).toMatchObject({ text: 'Yes.', error: null });
    expect(await send()).toMatchObject({ text: 'Yes.', error: null });
    expect(asked()).toEqual([PAGE, PROMPT, PAGE, PROMPT, PROMPT]);
    expect(bodies()[1]).toEqual(bodies()[0]);
    expect(emulator.violations).toEqual([]);
  });

  test('is asked for a token once for a prompt that is refused anyway', async () => {
    emulator.script.faults = [{ on: 'chat', times: 9, status: 400, body: 'No.' }];
    expect(await send()).toMatchObject({ error: { kind: 'rejected', status: 400 } });
    expect(asked()).toEqual([PAGE, PROMPT, PAGE, PROMPT]);
  });
});

describe('a reply', () => {
  test('is what follows "data: ", with nothing between and no white space around it', async () => {
    answerLines(
      ': comment',
      'event: x',
      'id: 7',
      'data:   Two',
      'data: ',
      'data:no',
      '',
      'data:  words ',
    );
    expect(await send()).toMatchObject({ text: 'Two words', finishReason: 'stop' });
  });

  test('has no mark for its end: what looks like one is text', async () => {
    answerLines('data: Say ', 'data: [DONE]');
    expect(await send()).toMatchObject({ text: 'Say [DONE]' });
  });

  test('streams: white space waits for the word that follows it', async () => {
    const beginning = new EventEmitter();
    emulator.script.reply = async function* () {
      yield* ['  One', ' '];
      await once(beginning, 'read');
      yield* ['  ', 'two ', ' '];
    };
    const { events } = await collectReply(aichats, { turns: [user('Hi')] }, browser.context(), () =>
      beginning.emit('read'),
    );
    expect(events).toEqual([
      { type: 'text-delta', text: 'One' },
      { type: 'text-delta', text: '   two' },
    ]);
  });

  test('is the trimmed text, however it was cut', async () => {
    const piece = fc.constantFrom('a', ' ', '  ', ' b', 'c ', '\u00A0', '😀');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        emulator.script.reply = async function* () {
          yield* pieces;
        };
        const { text, error } = await send();
        expect(text).toBe(pieces.join('').trim());
        expect(error?.kind).toBe(text === '' ? 'protocol' : undefined);
      }),
      { numRuns: 50 },
    );
  });
});

describe('an image', () => {
  test('is asked for with the last prompt alone, and left at its address', async () => {
    const turns = [user('A cat'), assistant('Here.'), user('A boat')];
    const { events, finishReason } = await draw({ turns, systemPrompt: 'S' });
    const url = 'https://ai-chats.org/images/1';
    expect(events).toEqual([{ type: 'image-address', url, alt: 'A boat' }]);
    expect(finishReason).toBe('stop');
    expect(bodies()).toEqual([
      { type: 'image', messagesHistory: [{ from: 'you', content: 'A boat' }] },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('that comes with the answer is taken from it', async () => {
    const bytes = await readFile('test/fixtures/aichats/image.jpg');
    const url = `data:image/png;base64,${bytes.toString('base64')}`;
    emulator.script.imageAnswer = { data: [{ url }] };
    const { events } = await draw();
    const [event] = events;
    if (event?.type !== 'image') throw new Error('No image');
    expect(event.alt).toBe('Hi');
    expect(event.image.type).toBe('image/jpeg'); // by its bytes, whatever the address says
    expect(Buffer.from(await event.image.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('at an address without a host is at the service', async () => {
    emulator.script.imageAnswer = { data: [{ url: '/images/7.png' }, { url: 'https://x.y/' }] };
    expect((await draw()).events).toMatchObject([{ url: 'https://ai-chats.org/images/7.png' }]);
  });

  test.each([
    ['no images', { data: [] }, 'Unexpected response format'],
    ['another shape', { images: ['x'] }, 'Unexpected response format'],
    ['no JSON', 'oops', 'Unexpected response format'],
    ['no address', { data: [{}] }, 'No image URL found in the response'],
    ['an empty address', { data: [{ url: '' }] }, 'No image URL found in the response'],
    ['a script', { data: [{ url: 'javascript:x' }] }, 'No image URL found in the response'],
    ['a document', { data: [{ url: 'data:image/svg+xml,x' }] }, 'No image URL found'],
  ])('is missing from an answer with %s', async (_, answer, message) => {
    emulator.script.imageAnswer = answer;
    const { error, text } = await draw();
    expect(error).toMatchObject({ kind: 'protocol', message: expect.stringContaining(message) });
    expect(text).toBe('');
  });

  test('is not read from a web page', async () => {
    emulator.script.imageAnswer = '<!DOCTYPE html><p>secret';
    const { error } = await draw();
    expect(error?.kind).toBe('web-page');
    expect(error?.message).not.toContain('secret');
  });

  test('whose answer breaks off is cut off', async () => {
    emulator.script.transport = { cutAfterBytes: 20 };
    expect(await draw()).toMatchObject({ error: { kind: 'cut-off' } });
  });
});
