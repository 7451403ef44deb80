import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { branchTo, triesOf } from '@/lib/chat/conversation';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';
import { nextThread, triesAt, type Thread } from './thread';

const conversationId = z.parse(conversationIdSchema, 'c');
const id = (index: number) => z.parse(messageIdSchema, `m${index}`);

function message(index: number, parent: number | null, text: string): Message {
  const parentId = parent === null ? null : id(parent);
  const base = { id: id(index), conversationId, createdAt: index };
  const parts = text === '' ? [] : [{ type: 'text' as const, text }];
  if (parentId === null || index % 2 === 0) return { ...base, role: 'user', parentId, parts };
  return {
    ...base,
    role: 'assistant',
    parentId,
    parts,
    providerId: 'any',
    modelId: 'm',
    modelName: 'M',
    continues: null,
    wait: null,
    outcome: { type: 'complete', finishReason: 'stop' },
  };
}

/** What happens to a conversation: a message is added, one grows, another branch is shown. */
const step = fc.record({
  type: fc.constantFrom('add', 'grow', 'show'),
  target: fc.nat(40),
  text: fc.string({ maxLength: 3 }),
});

test('however a conversation changes, its thread is the one of a fresh look', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let messages: Message[] = [];
      let leaf = 0;
      let thread: Thread | null = null;
      for (const { type, target, text } of steps) {
        const at = messages.length === 0 ? 0 : target % messages.length;
        if (type === 'add') {
          messages = [...messages, message(messages.length, messages.length ? at : null, text)];
          leaf = messages.length - 1;
        } else if (type === 'show') leaf = at;
        else {
          const grown = { type: 'text' as const, text };
          messages = messages.map((each, index) =>
            index === at ? { ...each, parts: [...each.parts, grown] } : each,
          );
        }
        const leafId = messages[leaf]?.id ?? null;
        const conversation = { id: conversationId, title: '', createdAt: 0, updatedAt: 0, leafId };
        thread = nextThread(thread, { conversation, messages });
        expect(thread.branch).toEqual(branchTo(messages, leafId));
        for (const shown of thread.branch) {
          const tries = triesOf(messages, shown);
          expect(triesAt(thread, shown)).toMatchObject({
            tryNumber: tries.indexOf(shown) + 1,
            tryCount: tries.length,
          });
        }
      }
    }),
  );
});

test('while a reply grows the others keep their identity, and the tree is not walked', () => {
  const messages = [message(0, null, 'a'), message(1, 0, 'b')];
  const conversation = {
    id: conversationId,
    title: '',
    createdAt: 0,
    updatedAt: 0,
    leafId: id(1),
  };
  const before = nextThread(null, { conversation, messages });
  const grown = message(1, 0, 'bc');
  const after = nextThread(before, { conversation, messages: [...messages.slice(0, 1), grown] });
  expect(after.branch[0]).toBe(before.branch[0]);
  expect(after.branch[1]).toBe(grown);
  expect(after.turnSizes).toBe(before.turnSizes);
});
