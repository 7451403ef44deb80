import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { newId, type ConversationId } from '@/lib/chat/ids';
import { conversationSchema } from '@/lib/chat/conversation';
import { messageSchema } from '@/lib/chat/message';
import { checkConversation } from './check';
import {
  MAX_FILE_BYTES,
  MAX_MESSAGE_LENGTH,
  MAX_VALUES,
  type ExchangedConversation,
} from './format';
import { fromFile } from './from-file';
import { readExchangeFile, type FileReading } from './read-file';
import { exchangedConversations, mutatedExports } from './testing';
import { fileText, toFile, type FileRest } from './to-file';

const NOW = 1_795_000_000_000;
const noPause = async () => {};
const read = (text: BlobPart): Promise<FileReading> => readExchangeFile(new Blob([text]), noPause);

function written(
  conversations: readonly unknown[],
  rest: Partial<FileRest> & Record<string, unknown> = {},
): Promise<string> {
  const texts = conversations.map((each) => JSON.stringify(each));
  return new Blob(fileText(texts, { exportedAt: NOW, ...rest })).text();
}

function imported(conversation: ExchangedConversation) {
  return fromFile(conversation, { id: newId<ConversationId>(), importedAt: NOW });
}

/** With ids by their order: all else must come back as it was. */
function withoutIds({ messages, leafId, ...rest }: ExchangedConversation): unknown {
  const numbers = new Map(messages.map(({ id }, index) => [id, index]));
  const shown = messages.map((message) => ({
    ...message,
    id: numbers.get(message.id),
    parentId: message.parentId && numbers.get(message.parentId),
  }));
  return { ...rest, leaf: leafId && numbers.get(leafId), messages: shown };
}

test('what is written is read, and comes back the same under new ids', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(exchangedConversations, { maxLength: 3 }), async (conversations) => {
      const reading = await read(await written(conversations));
      expect(reading).toMatchObject({ type: 'file', refused: [], conversations });
      for (const conversation of conversations) {
        const ours = imported(conversation);
        expect(() => z.parse(conversationSchema, ours.conversation)).not.toThrow();
        for (const message of ours.messages)
          expect(z.parse(messageSchema, message)).toEqual(message);
        const again = toFile({ ...ours, images: [] });
        expect(withoutIds(again)).toEqual(withoutIds(conversation));
        const known = new Set<string>(conversation.messages.map(({ id }) => id));
        expect(again.messages.filter(({ id }) => known.has(id))).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});

test('whatever is changed in a file, it is refused or it is as good as any', async () => {
  await fc.assert(
    fc.asyncProperty(mutatedExports, async (value) => {
      const reading = await read(JSON.stringify(value) ?? '');
      if (reading.type === 'refused') return;
      for (const conversation of reading.conversations) {
        expect(checkConversation(conversation)).toEqual({ type: 'good', value: conversation });
        expect(checkConversation(toFile({ ...imported(conversation), images: [] })).type).toBe(
          'good',
        );
      }
    }),
    { numRuns: 300 },
  );
});

test.each<[what: string, file: BlobPart, fault: string]>([
  ['an empty file', '', 'empty'],
  ['a blank file', ' \n', 'empty'],
  ['a file that was cut', '{"format":"sidelight-export",', 'not-json'],
  ['two files in one', '{} {}', 'not-json'],
  ['what is no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), 'not-json'],
  ['nothing, written as JSON', 'null', 'other-app'],
  ['a list', '[]', 'other-app'],
  ['a file of another app', '{"version":1,"conversations":[]}', 'other-app'],
  ['a file of a later version', '{"format":"sidelight-export","version":2}', 'newer'],
  ['a file without its lists', '{"format":"sidelight-export","version":1}', 'not-json'],
  ['a deep file', '['.repeat(40), 'too-deep'],
  ['a file of millions', `[${'0,'.repeat(MAX_VALUES)}0]`, 'too-many'],
])('%s is refused for what it is', async (_, file, fault) => {
  expect(await read(file)).toEqual({ type: 'refused', fault });
});

test('a file over the limit is refused before a byte of it is read', async () => {
  const file = new Blob(['x']);
  Object.defineProperty(file, 'size', { value: MAX_FILE_BYTES + 1 });
  Object.defineProperty(file, 'slice', { value: () => expect.unreachable() });
  expect(await readExchangeFile(file, noPause)).toEqual({ type: 'refused', fault: 'too-large' });
});

test('brackets in texts count for nothing, wherever the file is cut', async () => {
  const title = String.raw`${'['.repeat(100)}\"${'{'.repeat(100)}\\`;
  const conversation = {
    title,
    createdAt: 0,
    updatedAt: 0,
    leafId: null,
    messages: [],
    images: [],
  };
  expect(await read(await written([conversation]))).toMatchObject({
    conversations: [conversation],
    refused: [],
  });
});

test('unknown keys are dropped, and `__proto__` is one', async () => {
  const text = (await written([], { keys: { openai: 'sk-1' }, cookies: ['a'] })).replace(
    '"format"',
    '"__proto__":{"isAdmin":true},"constructor":{},"format"',
  );
  const reading = await read(text);
  expect(reading).toEqual({
    type: 'file',
    exportedAt: NOW,
    conversations: [],
    prompts: [],
    settings: null,
    endpointCount: 0,
    refused: [],
  });
  expect('isAdmin' in {}).toBe(false);
});

const [sample] = fc.sample(
  exchangedConversations.filter(({ messages }) => messages.length > 3),
  { numRuns: 1, seed: 1 },
);

test.each<[string, (conversation: ExchangedConversation) => unknown, object]>([
  ['a loop', (each) => with0(each, { parentId: 'm1' }), { type: 'tree', where: 'messages.0' }],
  ['a double id', (each) => with1(each, { id: 'm0' }), { type: 'tree', where: 'messages.1' }],
  ['an unknown leaf', (each) => ({ ...each, leafId: 'x' }), { type: 'tree', where: 'leafId' }],
  [
    'a reply that never ends',
    (each) => with1(each, { outcome: null }),
    { type: 'shape', where: 'messages.1.outcome' },
  ],
  [
    'a time that no calendar has',
    (each) => ({ ...each, updatedAt: 1e17 }),
    { type: 'shape', where: 'updatedAt' },
  ],
  [
    'a message before its time',
    (each) => with1(each, { createdAt: each.messages[0]?.createdAt }),
    { type: 'shape', where: 'messages.1.createdAt' },
  ],
  [
    'a part of a kind that does not exist',
    (each) => with1(each, { parts: [{ type: 'script', text: 'alert(1)' }] }),
    { type: 'shape', where: 'messages.1.parts.0.type' },
  ],
  [
    'a huge message',
    (each) => with0(each, { parts: [{ type: 'text', text: 'x'.repeat(MAX_MESSAGE_LENGTH) }] }),
    { type: 'too-large', where: 'messages.0' },
  ],
  [
    'a picture as wide as the world',
    (each) =>
      with0(each, { parts: [{ type: 'image', blobId: 'x', alt: '', width: 1e9, height: 1 }] }),
    { type: 'shape', where: 'messages.0.parts.0' },
  ],
])('%s refuses its conversation and tells where', async (_, change, fault) => {
  if (sample === undefined) return expect.unreachable();
  const reading = await read(await written([sample, change(sample)]));
  expect(reading).toMatchObject({
    refused: [{ record: 'conversation', number: 2, title: sample.title, fault }],
  });
});

const with0 = (each: ExchangedConversation, change: object) => withMessage(each, 0, change);
const with1 = (each: ExchangedConversation, change: object) => withMessage(each, 1, change);

function withMessage(each: ExchangedConversation, at: number, change: object): unknown {
  const messages = each.messages.map((message, index) =>
    index === at ? { ...message, ...change } : message,
  );
  return { ...each, messages };
}

test('a reply that is still streaming is exported as interrupted', () => {
  if (sample === undefined) return expect.unreachable();
  const { conversation, messages } = imported(sample);
  const streaming = messages.map((message) =>
    message.role === 'assistant' ? { ...message, outcome: null } : message,
  );
  const file = toFile({ conversation, messages: streaming, images: [] });
  expect(checkConversation(file).type).toBe('good');
  expect(file.messages[1]).toMatchObject({ outcome: { type: 'interrupted' } });
});

test('a file from the future is not above all that comes after it', () => {
  if (sample === undefined) return expect.unreachable();
  const { conversation } = imported({ ...sample, updatedAt: NOW + 1e10 });
  expect(conversation.updatedAt).toBe(NOW);
});
