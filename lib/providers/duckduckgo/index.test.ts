import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { startDuckduckgoEmulator, type DuckduckgoEmulator } from '@/test/emulators/duckduckgo';
import { createNodeBrowser, VirtualClock, type NodeBrowser } from '@/test/emulators/node-context';
import type { ChatRequest, ChatTurn, ProviderEvent } from '../provider';
import { duckduckgo } from './index';

const user = (text: string): ChatTurn => ({ role: 'user', text, images: [] });
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text, images: [] });

let clock: VirtualClock;
let emulator: DuckduckgoEmulator;
let browser: NodeBrowser;

beforeEach(async () => {
  clock = new VirtualClock();
  emulator = await startDuckduckgoEmulator({ now: clock.now, script: { reply: 'Yes.' } });
  browser = createNodeBrowser({ provider: duckduckgo, emulator, clock });
  const brands = '"Chromium";v="156", "Not_A Brand";v="8"';
  emulator.script.userAgentText = browser.userAgent.text + brands;
});

afterEach(async () => {
  await browser[Symbol.asyncDispose]();
  await emulator.close();
});

type Options = Parameters<NodeBrowser['context']>[0];

/** One reply, by a worker that knows nothing but what lasts. */
const send = (request: Partial<ChatRequest> = {}, options: Options = {}) =>
  collectReply(duckduckgo, { turns: [user('Hi')], ...request }, browser.context(options));

const paths = () => emulator.requests.map(({ path }) => path.split('?')[0]);
const chats = () => emulator.requests.filter(({ method }) => method === 'POST');
const statuses = () => emulator.requests.filter(({ path }) => path === '/duckchat/v1/status');
const bodies = (): unknown[] => chats().map(({ body }) => JSON.parse(body));
const waits = (events: readonly ProviderEvent[]) =>
  events.flatMap((event) => (event.type === 'wait' ? [event.wait] : []));

const error = (type: string, status: number, fields: object = {}) => ({
  on: 'chat',
  status,
  body: JSON.stringify({ action: 'error', status, type, ...fields }),
});

describe('a conversation', () => {
  test('begins with one message and goes on with its history', async () => {
    const first = await send();
    expect(first).toMatchObject({ text: 'Yes.', finishReason: 'stop' });
    const turns = [user('Hi'), assistant('Yes.'), user('And?')];
    expect(await send({ turns, state: first.state })).toMatchObject({ text: 'Yes.', error: null });

    expect(bodies()).toEqual([
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hi' }] },
      {
        model: 'gpt-4o-mini',
        messages: [
          { role: 'user', content: 'Hi' },
          { role: 'assistant', content: 'Yes.' },
          { role: 'user', content: 'And?' },
        ],
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('that another model began is one message, and stays it', async () => {
    const turns = [user('A'), assistant('B'), user('C')];
    const first = await send({ turns });
    await send({ turns: [...turns, assistant('Yes.'), user('D')], state: first.state });

    const flattened = 'User: A\nAssistant: B\nUser: C\nAssistant:';
    expect(bodies()).toMatchObject([
      { messages: [{ role: 'user', content: flattened }] },
      {
        messages: [
          { role: 'user', content: flattened },
          { role: 'assistant', content: 'Yes.' },
          { role: 'user', content: 'D' },
        ],
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  test('has no blank turns, and its roles take turns', async () => {
    const first = await send();
    const turns = [user('Hi'), assistant(''), user('Hello?'), assistant('Yes.'), user('So?')];
    emulator.script.hash = 'any';
    await send({ turns, state: first.state });
    expect(bodies()[1]).toMatchObject({
      messages: [
        { role: 'user', content: 'Hi\nHello?' },
        { role: 'assistant', content: 'Yes.' },
        { role: 'user', content: 'So?' },
      ],
    });
  });

  test('outlives the worker: its next turn needs one request', async () => {
    const first = await send();
    const before = emulator.requests.length;
    await send({ turns: [user('Hi'), assistant('Yes.'), user('And?')], state: first.state });
    expect(paths().slice(before)).toEqual(['/duckchat/v1/chat']);
    expect(chats()[1]?.headers['x-vqd-4']).not.toBe(chats()[0]?.headers['x-vqd-4']);
    expect(chats()[1]?.headers['x-fe-version']).toBe(chats()[0]?.headers['x-fe-version']);
  });

  test('is answered once more with what was known before the prompt', async () => {
    const first = await send();
    const turns = [user('Hi'), assistant('Yes.'), user('And?')];
    await send({ turns, state: first.state });
    expect(await send({ turns, state: first.state })).toMatchObject({ text: 'Yes.' });
    expect(bodies()[2]).toEqual(bodies()[1]);
    expect(emulator.violations).toEqual([]);
  });

  test('takes an edited prompt: a used token is replaced, once', async () => {
    const first = await send();
    const turns = [user('Hi'), assistant('Yes.')];
    await send({ turns: [...turns, user('And?')], state: first.state });
    const edited = await send({ turns: [...turns, user('Or?')], state: first.state });
    expect(edited).toMatchObject({ text: 'Yes.', error: null });
    expect(waits(edited.events)).toEqual([]);
    expect(emulator.violations).toEqual(['POST /duckchat/v1/chat: ERR_INVALID_VQD, a wrong token']);
    expect(bodies().at(-1)).toEqual(bodies().at(-2));
  });

  test('goes on after a reply that was stopped', async () => {
    emulator.script.reply = 'One two three four';
    emulator.script.transport = { stallAfterBytes: 400 };
    const controller = new AbortController();
    const stopped = await collectReply(
      duckduckgo,
      { turns: [user('Hi')] },
      browser.context({ signal: controller.signal }),
      ({ type }) => {
        if (type === 'text-delta') controller.abort();
      },
    );
    emulator.script.transport = {};
    const turns = [user('Hi'), assistant(stopped.text), user('Go on')];
    expect(await send({ turns, state: stopped.state })).toMatchObject({ error: null });
    expect(emulator.violations).toEqual([]);
  });

  test('starts afresh with another model, and on another host', async () => {
    const { state } = await send();
    const turns = [user('Hi'), assistant('Yes.'), user('And?')];
    await send({ turns, state, modelId: 'o3-mini' });
    await send({ turns, state }, { settings: { host: 'duck.ai' } });
    const content = 'User: Hi\nAssistant: Yes.\nUser: And?\nAssistant:';
    expect(bodies().slice(1)).toEqual([
      { model: 'o3-mini', messages: [{ role: 'user', content }] },
      { model: 'gpt-4o-mini', messages: [{ role: 'user', content }] },
    ]);
    expect(statuses()).toHaveLength(3);
    expect(emulator.violations).toEqual([]);
  });

  test('starts afresh where its beginning was edited', async () => {
    const { state } = await send({ turns: [user('A'), assistant('B'), user('C')] });
    await send({ turns: [user('A, but shorter')], state });
    expect(bodies()[1]).toMatchObject({ messages: [{ role: 'user', content: 'A, but shorter' }] });
    expect(statuses()).toHaveLength(2);
    expect(emulator.violations).toEqual([]);
  });

  test('starts afresh where what was stored of it is damaged', async () => {
    const state = fc.dictionary(
      fc.constantFrom('model', 'host', 'tokens', 'flattenedTurns', 'conversationId', '__proto__'),
      fc.oneof(fc.jsonValue(), fc.constantFrom('gpt-4o-mini', 'duckduckgo.com')),
    );
    await fc.assert(
      fc.asyncProperty(state, async (damaged) => {
        const reply = await send({ state: damaged });
        expect(reply).toMatchObject({ text: 'Yes.', error: null });
      }),
      { numRuns: 20 },
    );
    expect(emulator.violations).toEqual([]);
  });
});

describe('the handshake', () => {
  test('visits the pages, asks for tokens and sends what the service wants', async () => {
    await send();
    expect(paths()).toEqual(['/aichat', '/', '/duckchat/v1/status', '/duckchat/v1/chat']);
    const [status] = statuses();
    const [chat] = chats();
    const common = {
      accept: 'text/event-stream',
      'accept-language': 'en-US,en;q=0.9',
      'content-type': 'application/json',
      origin: 'https://duckduckgo.com',
      referer: 'https://duckduckgo.com/',
    };
    expect(status?.headers).toMatchObject({
      ...common,
      'cache-control': 'no-cache',
      pragma: 'no-cache',
      'x-vqd-accept': '1',
    });
    expect(chat?.headers).toMatchObject({ ...common, 'x-vqd-4': '4-000000' });
    expect(chat?.cookies).toEqual({ dcs: '1', dcm: '3' });
  });

  test('names one host everywhere, the one that was chosen', async () => {
    const settings = { host: 'duck.ai' };
    await send({}, { settings });
    expect(new Set(emulator.requests.map(({ host }) => host))).toEqual(new Set(['duck.ai']));
    expect(emulator.violations).toEqual([]);
    expect(duckduckgo.connection(settings).origins).toEqual(['https://duck.ai/*']);
    expect(duckduckgo.connection(settings).headerRules).toEqual([
      {
        origin: 'https://duck.ai',
        headers: { origin: 'https://duck.ai', referer: 'https://duck.ai/' },
      },
    ]);
  });

  test('visits no page for cookies that are there', async () => {
    await browser.cookies.set('https://duckduckgo.com/', 'dcs', '1');
    await browser.cookies.set('https://duckduckgo.com/', 'dcm', '3');
    await send();
    expect(paths()).not.toContain('/aichat');
  });

  test('does without pages that cannot be had', async () => {
    emulator.script.faults = [
      { on: 'cookie-page', status: 403, body: 'no' },
      { on: 'page', status: 500, body: 'no' },
    ];
    expect(await send()).toMatchObject({ text: 'Yes.' });
    expect(chats()[0]?.headers).not.toHaveProperty('x-fe-version');
    await send();
    expect(chats()[1]?.headers).not.toHaveProperty('x-fe-version'); // another visit would delay it
    clock.advance(600_000);
    await send();
    expect(chats()[2]?.headers).toHaveProperty('x-fe-version');
  });

  test.each([
    ['globals', 'serp_20250401_100419_ET-19d438eb199b2bf7c300-b1c2d3e4f5a6b7c8d9e0'],
    ['attributes', 'tag-1.2.3-0123456789abcdef0123'],
    ['serp', 'serp_20250401_100419_ET-19d438eb199b2bf7c300'],
    ['redirect', 'duck.ai-fedcba98765432100123'],
    ['neither', undefined],
  ] as const)('finds the version of a page with %s, once', async (page, version) => {
    emulator.script.page = page;
    await send();
    await send();
    expect(chats().map(({ headers }) => headers['x-fe-version'])).toEqual([version, version]);
    expect(paths().filter((path) => path === '/')).toHaveLength(1);
  });

  test.each([
    ['both', 'strict', { vqd: true, isAnswered: true }],
    ['vqd', 'strict', { vqd: true, isAnswered: false }],
    ['vqd', 'empty-only', { vqd: true, isAnswered: false }],
    ['hash', 'strict', { vqd: false, isAnswered: true }],
    ['both', 'any', { vqd: true, isAnswered: true }],
  ] as const)('sends what it got: %s, %s', async (tokens, hash, { vqd, isAnswered }) => {
    Object.assign(emulator.script, { tokens, hash });
    const first = await send();
    const turns = [user('Hi'), assistant('Yes.'), user('And?')];
    expect(await send({ turns, state: first.state })).toMatchObject({ text: 'Yes.' });
    for (const { headers } of chats()) {
      expect('x-vqd-4' in headers).toBe(vqd);
      expect(headers['x-vqd-hash-1'] !== '').toBe(isAnswered);
      expect(headers).toHaveProperty('x-vqd-hash-1');
    }
    expect(emulator.violations).toEqual([]);
  });

  test('says so when the service gives out no tokens', async () => {
    emulator.script.tokens = 'none';
    expect((await send()).error).toMatchObject({ kind: 'protocol' });
  });

  test.each([
    ['1', 'rate-limit', 'ERR_USER_LIMIT'],
    ['2', 'overloaded', 'ERR_SERVICE_LIMIT'],
  ] as const)('takes status %s for a limit, and asks no more', async (status, kind, code) => {
    emulator.script.status = status;
    expect((await send()).error).toMatchObject({ kind, code });
    expect(emulator.requests).toHaveLength(3);
  });

  test('does not send to a service that wants a browser check', async () => {
    emulator.script.hash = 'v4';
    expect((await send()).error).toMatchObject({
      kind: 'blocked',
      message: expect.stringContaining('a browser check this extension does not perform'),
    });
    expect(chats()).toEqual([]);
  });

  test('follows no redirect with a prompt', async () => {
    const headers = { location: 'https://duck.ai/elsewhere' };
    emulator.script.faults = [{ on: 'chat', status: 307, headers }];
    expect((await send()).error).toMatchObject({ kind: 'web-page' });
    expect(chats()).toHaveLength(1);
  });
});

describe('trying again', () => {
  test('repeats the prompt as it was, with another token', async () => {
    const first = await send();
    emulator.script.faults = [error('ERR_RATE_LIMIT', 429)];
    const turns = [user('Hi'), assistant('Yes.'), user('And?')];
    expect(await send({ turns, state: first.state })).toMatchObject({ text: 'Yes.' });
    const [, refused, repeated] = chats();
    expect(repeated?.body).toBe(refused?.body);
    expect(repeated?.headers['x-vqd-4']).not.toBe(refused?.headers['x-vqd-4']);
    expect(emulator.violations).toEqual([]);
  });

  test('uses the tokens that an error brings', async () => {
    emulator.script.tokensOnErrors = true;
    emulator.script.faults = [error('ERR_RATE_LIMIT', 429)];
    expect(await send()).toMatchObject({ text: 'Yes.' });
    expect(statuses()).toHaveLength(1);
    expect(emulator.violations).toEqual([]);
  });

  test('does not trust the tokens of an error about tokens', async () => {
    emulator.script.tokensOnErrors = true;
    emulator.script.faults = [error('ERR_CHALLENGE', 418)];
    expect(await send()).toMatchObject({ text: 'Yes.' });
    expect(statuses()).toHaveLength(2);
  });

  test('waits longer each time the chat is refused, three times', async () => {
    const start = clock.now();
    emulator.script.faults = [{ ...error('ERR_RATE_LIMIT', 429), times: Infinity }];
    const reply = await send();
    expect(reply.error).toMatchObject({
      kind: 'rate-limit',
      status: 429,
      message: 'ERR_RATE_LIMIT (after 3 retries)',
    });
    expect(chats()).toHaveLength(4);
    const delays = waits(reply.events).map(({ until }, index) => {
      const refused = chats()[index]?.at ?? start;
      return until - refused;
    });
    expect(delays).toEqual([4000, 8000, 16_000]);
  });

  test('waits longer each time the status is refused, three times', async () => {
    emulator.script.faults = [{ ...error('ERR_SERVICE_UNAVAILABLE', 429), on: 'status', times: 4 }];
    clock.jitter = 0.5;
    const reply = await send();
    expect(reply.error).toMatchObject({ kind: 'overloaded', code: 'ERR_SERVICE_UNAVAILABLE' });
    const delays = waits(reply.events).map(
      ({ until }, index) => until - (statuses()[index]?.at ?? 0),
    );
    expect(delays).toEqual([3000, 6000, 12_000]);
    expect(await send()).toMatchObject({ text: 'Yes.' });
  });

  test.each([
    ['ERR_CHALLENGE', 418],
    ['ERR_INVALID_VQD', 400],
    ['ERR_EXPIRED_VQD', 400],
  ])('answers %s with fresh tokens, once', async (type, status) => {
    emulator.script.faults = [error(type, status, { overrideCode: 'e1b9', cd: {} })];
    const reply = await send();
    expect(reply).toMatchObject({ text: 'Yes.', error: null });
    expect(waits(reply.events)).toEqual([]);
    const answers = chats().map(({ headers }) => headers['x-vqd-hash-1']);
    expect(answers[0]).not.toBe('');
    expect(answers[1]).not.toBe(answers[0]);
    expect(emulator.violations).toEqual([]);

    emulator.script.faults = [{ ...error(type, status), times: 2 }];
    expect((await send()).error).toMatchObject({ kind: 'blocked', code: type });
    expect(chats()).toHaveLength(4);
  });

  test.each([
    ['ERR_BN_LIMIT', 418, 'blocked'],
    ['ERR_USER_LIMIT', 429, 'rate-limit'],
    ['ERR_SERVICE_LIMIT', 429, 'overloaded'],
    ['ERR_CONVERSATION_LIMIT', 429, 'conversation-limit'],
    ['ERR_INPUT_LIMIT', 400, 'prompt-too-long'],
    ['ERR_MODEL_RESTRICTED', 403, 'model-unavailable'],
    ['ERR_BAD_REQUEST', 400, 'rejected'],
  ])('does not help against %s', async (type, status, kind) => {
    emulator.script.faults = [error(type, status, { overrideCode: '5b5b' })];
    const reply = await send();
    expect(reply.error).toEqual({ kind, status, code: type, message: `${type} (5b5b)` });
    expect(chats()).toHaveLength(1);
  });

  test('comes after an error in the stream, but not once there is text', async () => {
    const overloaded = JSON.stringify({ action: 'error', type: 'ERR_UPSTREAM', status: 500 });
    emulator.script.before = [overloaded];
    const nothing = await send();
    expect(nothing).toMatchObject({ text: '', error: { kind: 'overloaded' } });
    expect(chats()).toHaveLength(3);
    expect(statuses()).toHaveLength(3); // a reply without content leaves no tokens

    Object.assign(emulator.script, { before: [], after: [overloaded] });
    const something = await send();
    expect(something).toMatchObject({ text: 'Yes.', error: { kind: 'overloaded' } });
    expect(chats()).toHaveLength(4);
  });

  test('comes after a network that failed', async () => {
    await send();
    const { fetch, ...context } = browser.context();
    let failures = 2;
    const flaky: typeof fetch = (input, init) => {
      if (init?.method === 'POST' && failures-- > 0)
        return Promise.reject(new TypeError('offline'));
      return fetch(input, init);
    };
    const reply = await collectReply(
      duckduckgo,
      { turns: [user('Hi')] },
      { ...context, fetch: flaky },
    );
    expect(reply).toMatchObject({ text: 'Yes.' });
    expect(waits(reply.events).map(({ kind }) => kind)).toEqual(['network', 'network']);
    expect(statuses()).toHaveLength(4); // whether a token arrived cannot be known
  });
});

describe('the state', () => {
  test('is told with the first content, before it', async () => {
    emulator.script.before = [':comment', '[PING]', JSON.stringify({ message: '' })];
    const { events } = await send();
    expect(events.map(({ type }) => type)).toEqual(['state', 'text-delta']);
  });

  test('is not told without content', async () => {
    emulator.script.reply = '';
    expect(await send()).toMatchObject({ state: null, error: { code: 'ERR_EMPTY_RESPONSE' } });
  });
});

describe('models', () => {
  test.each([
    ['gpt-4', 'gpt-4o-mini'],
    ['', 'gpt-4o-mini'],
    ['llama-3.3-70b', 'meta-llama/Llama-3.3-70B-Instruct-Turbo'],
    ['claude-3-haiku', 'claude-3-haiku-20240307'],
    ['mixtral-small-24b', 'mistralai/Mistral-Small-24B-Instruct-2501'],
    ['o3-mini', 'o3-mini'],
  ])('%s is asked for as %s', async (modelId, model) => {
    await send({ modelId });
    expect(bodies()[0]).toMatchObject({ model });
  });

  test.each(['gpt-9', 'constructor', '__proto__'])('%s is refused', async (modelId) => {
    expect((await send({ modelId })).error).toEqual({
      kind: 'model-unavailable',
      message:
        `Model ${modelId} not supported. Available models: gpt-4o-mini, ` +
        'meta-llama/Llama-3.3-70B-Instruct-Turbo, claude-3-haiku-20240307, o3-mini, ' +
        'mistralai/Mistral-Small-24B-Instruct-2501',
    });
    expect(chats()).toEqual([]);
  });

  test('an unknown one is asked for where the user wants that', async () => {
    const settings = { allowUnknownModels: true };
    const reply = await send({ modelId: 'gpt-9' }, { settings });
    expect(reply.error).toMatchObject({ kind: 'model-unavailable', code: 'ERR_MODEL_UNAVAILABLE' });
    expect(bodies()[0]).toMatchObject({ model: 'gpt-9' });
  });

  const LISTED = {
    models: [
      { id: 'gpt-5.4-mini', name: 'GPT-5.4 mini', accessTier: ['free'], entityHasAccess: true },
      { id: 'tinfoil/gpt-oss-120b', name: null, accessTier: 'free', extra: 1 },
      { id: 'claude-opus-4-8', name: 'Opus', accessTier: ['plus', 'pro'], entityHasAccess: false },
      { id: 'locked', name: 'Locked', accessTier: ['free'], entityHasAccess: false },
      { id: 'gpt-5.6-sol', name: 'Sol', accessTier: ['pro'], entityHasAccess: true },
    ],
  };

  test('are those that the service gives for free', async () => {
    emulator.script.models = LISTED;
    expect(await duckduckgo.listModels?.(browser.context())).toEqual([
      { id: 'gpt-5.4-mini', name: 'GPT-5.4 mini', output: 'text' },
      { id: 'tinfoil/gpt-oss-120b', name: 'tinfoil/gpt-oss-120b', output: 'text' },
    ]);
  });

  test('that the service lists can be asked for, also after a restart of the browser', async () => {
    Object.assign(emulator.script, { models: LISTED, servedModels: null });
    expect(await send({ modelId: 'gpt-5.4-mini' })).toMatchObject({ text: 'Yes.' });
    expect(await send({ modelId: 'gpt-5.4-mini' })).toMatchObject({ text: 'Yes.' });
    expect(paths().filter((path) => path === '/duckchat/v1/models')).toHaveLength(1);
  });

  test.each([null, '<html>', '{"models":5}', '{"models":[]}', '[]', { models: [{ id: 7 }] }])(
    'are the known ones where the service answers %j',
    async (models) => {
      emulator.script.models = models;
      expect(await duckduckgo.listModels?.(browser.context())).toEqual(
        duckduckgo.models(undefined),
      );
    },
  );
});

test('the format of 2026 has all that its page sent, and keeps the id of the conversation', async () => {
  const settings = { format: '2026' };
  const first = await send({}, { settings });
  const turns = [user('Hi'), assistant('Yes.'), user('And?')];
  await send({ turns, state: first.state }, { settings });
  const uuid = expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
  expect(bodies()[0]).toEqual({
    model: 'gpt-4o-mini',
    metadata: {
      toolChoice: {
        NewsSearch: false,
        VideosSearch: false,
        LocalSearch: false,
        WeatherForecast: false,
      },
    },
    messages: [{ role: 'user', content: 'Hi' }],
    canUseTools: false,
    reasoningEffort: 'none',
    canUseApproxLocation: null,
    canDelegateImageGeneration: null,
    durableStream: {
      messageId: uuid,
      conversationId: uuid,
      publicKey: {
        alg: 'RSA-OAEP-256',
        e: 'AQAB',
        ext: true,
        key_ops: ['encrypt'],
        kty: 'RSA',
        n: expect.stringMatching(/^[\w-]{342}$/),
        use: 'enc',
      },
    },
  });
  const conversationIds = bodies().map((body) =>
    JSON.stringify(body)
      .match(/"conversationId":"([^"]+)"/)
      ?.at(1),
  );
  expect(conversationIds[1]).toBe(conversationIds[0]);
  expect(emulator.violations).toEqual([]);
});

test('damaged settings are the usual ones', () => {
  expect(duckduckgo.connection({ host: 'evil.example' }).origins).toEqual([
    'https://duckduckgo.com/*',
  ]);
  expect(duckduckgo.connection(undefined).origins).toEqual(['https://duckduckgo.com/*']);
});
