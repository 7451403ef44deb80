import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toErrorData, type ErrorKind } from '@/lib/chat/errors';
import { readReply, type ContentEvent } from './stream';

const NEVER = new AbortController().signal;
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';
const frame = (fields: object) => JSON.stringify({ action: 'success', ...fields });
const text = (message: string) => frame({ role: 'assistant', message });

test('text comes as it was sent, up to [DONE]', async () => {
  expect(await read(text('One '), '[PING]', text('two'), text(''), '[DONE]', text('x'))).toEqual({
    events: [delta('One two')],
    finishReason: 'stop',
  });
});

test('comments, other fields and a missing space after data: do not matter', async () => {
  const body = `: hi\nevent: message\nid: 7\ndata:${text('A')}\n  data: ${text('B')}  \nretry: 5`;
  expect(await readBody(body)).toEqual({ events: [delta('AB')], finishReason: 'stop' });
});

test.each([
  [['[DONE]'], 'stop'],
  [[], 'stop'],
  [['[DONE][STOP_REASON:max_tokens]'], 'length'],
  [['[STOP_REASON:max_tokens]', '[DONE]'], 'length'],
  [['[STOP_REASON:end_turn]', '[DONE]'], 'stop'],
  [['[DONE][LIMIT_CONVERSATION]'], 'length'],
  [['[LIMIT_CONVERSATION]', '[DONE]'], 'length'],
  [['[DONE]', '[LIMIT_ENTITY]'], 'length'],
  [['[DONE]', '[LIMIT_ACCOUNT]'], 'length'],
  [['[CHAT_TITLE:From a[0] to [LIMIT_ENTITY]]', '[DONE]'], 'stop'],
  [
    ['[WARN_CONVERSATION_LIMIT:3]', '[FIXED_COST_WINDOW_USAGE:0.2]', '[NEW_ONE:x]', '[DONE]'],
    'stop',
  ],
  [['[SUMMARY_REFRESH_HINT:1]', '[SUMMARY_INVALID]', '[ADS:{}]', '[DONE]'], 'stop'],
])('a reply that ends with %j stops for %s', async (ending, finishReason) => {
  expect(await read(text('A'), ...ending)).toEqual({ events: [delta('A')], finishReason });
});

test.each<[string, ErrorKind, string]>([
  ['[DONE][LIMIT_CONVERSATION]', 'conversation-limit', 'ERR_CONVERSATION_LIMIT'],
  ['[LIMIT_ENTITY]', 'rate-limit', 'ERR_USER_LIMIT'],
  ['[LIMIT_ACCOUNT]', 'rate-limit', 'ERR_ACCOUNT_LIMIT'],
  ['[LIMIT_IMAGE_GENERATIONS]', 'rate-limit', 'ERR_IMAGE_GENERATION_LIMIT'],
  ['[DONE]', 'protocol', 'ERR_EMPTY_RESPONSE'],
  [text(''), 'protocol', 'ERR_EMPTY_RESPONSE'],
])('nothing but %s is an error: %s', async (data, kind, code) => {
  expect(await read(data)).toMatchObject({ events: [], error: { kind, code } });
});

test('an empty body is an error', async () => {
  expect(await readBody('')).toMatchObject({ error: { code: 'ERR_EMPTY_RESPONSE' } });
});

const errorFrame = (type: unknown, fields: object = {}) =>
  JSON.stringify({ action: 'error', type, ...fields });

test.each<[string, ErrorKind]>([
  [errorFrame('ERR_CONVERSATION_LIMIT', { status: 429 }), 'conversation-limit'],
  [errorFrame('ERR_ANYTHING', { status: 429 }), 'rate-limit'],
  [errorFrame('ERR_ANYTHING', { status: 500 }), 'overloaded'],
  [errorFrame('ERR_ANYTHING', { status: 418 }), 'blocked'],
  [errorFrame('ERR_ANYTHING'), 'rejected'],
  [errorFrame('ERR_SERVICE_UNAVAILABLE', { status: 429 }), 'overloaded'],
  [errorFrame('ERR_UPSTREAM'), 'overloaded'],
  [errorFrame('ERR_USER_LIMIT'), 'rate-limit'],
  [errorFrame('ERR_SERVICE_LIMIT'), 'overloaded'],
  [errorFrame('ERR_SERVICE_OFFLINE'), 'overloaded'],
  [errorFrame('ERR_INPUT_LIMIT', { status: 400 }), 'prompt-too-long'],
  [errorFrame('ERR_OUTPUT_LIMIT'), 'reply-too-long'],
  [errorFrame('ERR_MODEL_UNAVAILABLE'), 'model-unavailable'],
  [errorFrame('ERR_MODEL_RESTRICTED'), 'model-unavailable'],
  [errorFrame('ERR_BAD_REQUEST'), 'rejected'],
  [errorFrame('ERR_BN_LIMIT'), 'blocked'],
  [errorFrame('ERR_CHALLENGE'), 'blocked'],
  [errorFrame(5, { status: [] }), 'rejected'],
])('the error %s is %s, before text and after it', async (error, kind) => {
  expect(await read(error, text('A'))).toMatchObject({ events: [], error: { kind } });
  expect(await read(text('A'), error)).toMatchObject({ events: [delta('A')], error: { kind } });
});

test("the service's code and its variant are kept for the details", async () => {
  const { error } = await read(errorFrame('ERR_BN_LIMIT', { status: 418, overrideCode: '5b5b' }));
  expect(error).toEqual({
    kind: 'blocked',
    message: 'ERR_BN_LIMIT (5b5b)',
    code: 'ERR_BN_LIMIT',
    status: 418,
  });
});

test('every role is what it is', async () => {
  const image = { type: 'image', image: expect.any(Blob), alt: 'Generated image' };
  const { events } = await read(
    frame({ role: 'reasoning', state: 'text-delta', text: 'Hm.' }),
    frame({ role: 'tool-invocation', toolName: 'WebSearch', text: 'hidden' }),
    frame({ role: 'source', url: 'https://example.com/', title: 'Example' }),
    frame({ role: 'source', url: 'javascript:alert(1)', title: 'Hostile' }),
    frame({ message: 'No role. ' }),
    frame({ role: 'assistant', content: 'Content. ' }),
    frame({ role: 'assistant', content: [{ type: 'text', text: 'Parts.' }] }),
    frame({ role: 'partial-image', result: PNG }),
    frame({ role: 'generated-image', result: PNG }),
    frame({ role: 'ui-component', data: { b64Image: PNG, format: 'png', width: 1, height: 1 } }),
    frame({
      role: 'assistant',
      content: [{ type: 'image', image: `data:image/png;base64,${PNG}` }],
    }),
    frame({ role: 'generated-image', result: btoa('<svg onload="x">') }),
    frame({ role: 'generated-image', result: 'iVBORw0KGgo\u0000' }),
    frame({ role: 'brand-new', message: 'hidden' }),
    '[DONE]',
  );
  expect(events).toEqual([
    { type: 'reasoning-delta', text: 'Hm.' },
    { type: 'source', url: 'https://example.com/', title: 'Example' },
    delta('No role. Content. Parts.'),
    image,
    image,
    image,
  ]);
});

test('an image has the type that its bytes have', async () => {
  const { events } = await read(frame({ role: 'generated-image', result: PNG }), '[DONE]');
  const [event] = events;
  if (event?.type !== 'image') throw new Error('No image');
  expect(event.image).toMatchObject({ type: 'image/png', size: 68 });
});

test('a refusal is shown and said to be one', async () => {
  expect(await read(frame({ role: 'refusal', message: 'No.' }), '[DONE]')).toEqual({
    events: [delta('No.')],
    finishReason: 'content-filter',
  });
});

test('a few unreadable parts are skipped, more are mentioned', async () => {
  const damaged = ['{', 'null', '{"message":5}'];
  expect(await read(...damaged, text('A'), '[DONE]')).toMatchObject({ finishReason: 'stop' });
  expect(await read(...damaged, text('A'), '"x"', '[DONE]')).toMatchObject({
    events: [delta('A')],
    error: { kind: 'protocol', message: 'The reply is incomplete; 4 parts were unreadable' },
  });
  expect(await read(...damaged, '[DONE]')).toMatchObject({
    error: { code: 'ERR_EMPTY_RESPONSE', message: expect.stringContaining('3 parts') },
  });
});

test('a connection that stays open after [DONE] does not hold the reply up', async () => {
  const start = performance.now();
  const body = streamOf(`data: ${text('A')}\ndata: [DONE]\n`, () => {}); // never closes
  expect(await readResponse(new Response(body))).toMatchObject({ finishReason: 'stop' });
  expect(performance.now() - start).toBeLessThan(3000);
});

test('a connection that breaks after [DONE] broke nothing', async () => {
  const body = streamOf(`data: ${text('A')}\ndata: [DONE]\n`, (controller) =>
    controller.error(new TypeError('network error')),
  );
  expect(await readResponse(new Response(body))).toMatchObject({ finishReason: 'stop' });
});

test('whatever a stream holds, a reply ends as one or with an error of the service', async () => {
  const anything = fc.oneof(
    fc.json(),
    fc.string(),
    fc.constantFrom('[DONE]', text('A'), errorFrame('ERR_X')),
    fc
      .record(
        Object.fromEntries(
          ['action', 'role', 'message', 'content', 'text', 'url', 'result', 'data', 'type'].map(
            (key) => [
              key,
              fc.oneof(fc.jsonValue(), fc.constantFrom('error', 'reasoning', 'source')),
            ],
          ),
        ),
        { requiredKeys: [] },
      )
      .map((fields) => JSON.stringify(fields)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(anything), async (lines) => {
      const { finishReason, error } = await readBody(
        lines.map((line) => `data: ${line}`).join('\n'),
      );
      expect(finishReason === undefined).toBe(error !== undefined);
      expect(error?.kind).not.toBe('internal');
    }),
  );
});

const delta = (content: string): ContentEvent => ({ type: 'text-delta', text: content });

const read = (...data: string[]) => readBody(data.map((each) => `data: ${each}\n\n`).join(''));

const readBody = (body: string) => readResponse(new Response(body));

async function readResponse(response: Response) {
  const events: ContentEvent[] = [];
  try {
    const reply = readReply(response, NEVER);
    for (;;) {
      const { done, value } = await reply.next();
      if (done) return { events, finishReason: value };
      events.push(value);
    }
  } catch (error) {
    return { events, error: toErrorData(error) };
  }
}

function streamOf(
  content: string,
  then: (controller: ReadableStreamDefaultController<Uint8Array>) => void,
): ReadableStream<Uint8Array> {
  let pulls = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (pulls++ === 0) return controller.enqueue(new TextEncoder().encode(content));
        then(controller);
        await new Promise(() => {}); // nothing more comes
      },
    },
    { highWaterMark: 0 },
  );
}
