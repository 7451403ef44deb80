import { describe, expect, test } from 'vitest';
import { collectReply } from '@/test/emulators/collect-reply';
import { createNodeBrowser } from '@/test/emulators/node-context';
import type {
  LanguageModelApi,
  LanguageModelAvailability,
  LanguageModelCreateOptions,
  LanguageModelMessage,
} from '../language-model';
import type { ChatRequest, ChatTurn } from '../provider';
import { browserModel } from './index';

const user = (text: string): ChatTurn => ({ role: 'user', text, images: [] });
const assistant = (text: string): ChatTurn => ({ role: 'assistant', text, images: [] });

/** A browser's model that answers with `reply`. */
function fakeModel(
  reply: ReadableStream<string>,
  availability: LanguageModelAvailability = 'available',
) {
  const created: LanguageModelCreateOptions[] = [];
  const prompted: (readonly LanguageModelMessage[])[] = [];
  let open = 0;
  const languageModel: LanguageModelApi = {
    availability: async () => availability,
    create: async (options) => {
      created.push(options);
      open += 1;
      return {
        promptStreaming: (messages) => {
          prompted.push(messages);
          return reply;
        },
        destroy: () => (open -= 1),
      };
    },
  };
  return { languageModel, created, prompted, open: () => open };
}

function streamOf(...pieces: readonly string[]): ReadableStream<string> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

function failing(name: string, ...pieces: readonly string[]): ReadableStream<string> {
  const left = [...pieces];
  return new ReadableStream({
    pull(controller) {
      const piece = left.shift();
      if (piece === undefined) controller.error(new DOMException('Its words', name));
      else controller.enqueue(piece);
    },
  });
}

async function send(
  languageModel: LanguageModelApi | null,
  request: Partial<ChatRequest> = {},
  signal = new AbortController().signal,
) {
  await using browser = createNodeBrowser({ provider: browserModel, emulator: { port: 0 } });
  const context = { ...browser.context({ signal }), languageModel };
  return collectReply(browserModel, { turns: [user('Hi')], ...request }, context);
}

test('the model gets the conversation, and its reply streams', async () => {
  const fake = fakeModel(streamOf('Yes', '.'));
  const turns = [user('A'), assistant('B'), user('C')];
  const reply = await send(fake.languageModel, { turns, systemPrompt: 'Be brief.' });
  expect(reply).toMatchObject({
    events: [
      { type: 'text-delta', text: 'Yes' },
      { type: 'text-delta', text: '.' },
    ],
    finishReason: 'stop',
  });
  expect(fake.created).toMatchObject([
    {
      initialPrompts: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'A' },
        { role: 'assistant', content: 'B' },
      ],
    },
  ]);
  expect(fake.prompted).toEqual([[{ role: 'user', content: 'C' }]]);
  expect(fake.open()).toBe(0); // it takes gigabytes of memory
});

describe('a failure', () => {
  test.each([
    ['QuotaExceededError', 'prompt-too-long'],
    ['NotSupportedError', 'rejected'],
    ['NotReadableError', 'rejected'],
    ['NotAllowedError', 'model-unavailable'],
    ['UnknownError', 'overloaded'],
  ])('that the browser calls %s is %s, and the text before it is kept', async (name, kind) => {
    const fake = fakeModel(failing(name, 'so far'));
    const error = { kind, message: `${name}: Its words` };
    expect(await send(fake.languageModel)).toMatchObject({ text: 'so far', error });
    expect(fake.open()).toBe(0);
  });

  test.each(['downloadable', 'downloading', 'unavailable'] as const)(
    'is all that a prompt gets from a model that is %s: it downloads nothing',
    async (availability) => {
      const fake = fakeModel(streamOf('Yes.'), availability);
      const error = { kind: 'model-unavailable', code: availability };
      expect(await send(fake.languageModel)).toMatchObject({ text: '', error });
      expect(fake.created).toEqual([]);
    },
  );
});

test('Stop ends the reply, and frees the model', async () => {
  const controller = new AbortController();
  const reply = new ReadableStream<string>({
    start: (stream) => {
      controller.signal.addEventListener('abort', () => stream.error(controller.signal.reason));
      stream.enqueue('so far');
      setTimeout(() => controller.abort(new Error('stopped')), 20);
    },
  });
  const fake = fakeModel(reply);
  const ended = await send(fake.languageModel, {}, controller.signal);
  expect(ended).toMatchObject({ text: 'so far', error: { message: 'stopped' } });
  expect(fake.open()).toBe(0);
});

test.each([
  ['available', true],
  ['downloadable', true],
  ['downloading', true],
  ['unavailable', false],
] as const)('a model that is %s can be used one day: %s', async (availability, isAvailable) => {
  const { languageModel } = fakeModel(streamOf(), availability);
  expect(await browserModel.isAvailable?.({ languageModel })).toBe(isAvailable);
  expect(await browserModel.isAvailable?.({ languageModel: null })).toBe(false);
});
