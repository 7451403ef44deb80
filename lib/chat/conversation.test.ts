import { expect, test } from 'vitest';
import { branchTo, newestLeafBelow, titleFrom, triesOf } from './conversation';
import type { ConversationId, MessageId } from './ids';
import type { Message, Prompt, Reply } from './message';

let time = 0;

function prompt(id: string, parentId: string | null): Prompt {
  return { ...base(id), role: 'user', parentId: parentId as MessageId | null };
}

function reply(id: string, parentId: string, changes: Partial<Reply> = {}): Reply {
  return {
    ...base(id),
    role: 'assistant',
    parentId: parentId as MessageId,
    providerId: 'any',
    modelId: 'any',
    modelName: 'Any',
    continues: null,
    wait: null,
    outcome: { type: 'complete', finishReason: 'stop' },
    ...changes,
  };
}

function base(id: string) {
  time += 1;
  return {
    id: id as MessageId,
    conversationId: 'c' as ConversationId,
    createdAt: time,
    parts: [{ type: 'text' as const, text: id }],
  };
}

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

const tree = [
  prompt('p1', null),
  reply('r1', 'p1'),
  prompt('p2', 'r1'),
  reply('r2', 'p2'),
  reply('r1b', 'p1'),
  prompt('p3', 'r1b'),
];

test('a branch leads from the first prompt to the shown leaf', () => {
  expect(ids(branchTo(tree, 'r2' as MessageId))).toEqual(['p1', 'r1', 'p2', 'r2']);
  expect(ids(branchTo(tree, 'p3' as MessageId))).toEqual(['p1', 'r1b', 'p3']);
  expect(branchTo(tree, null)).toEqual([]);
});

test('a damaged tree that runs in a circle still ends', () => {
  const circle = [prompt('a', 'b'), reply('b', 'a')];
  expect(branchTo(circle, 'b' as MessageId).length).toBeLessThanOrEqual(3);
});

test('switching to another try shows the newest end of its branch', () => {
  expect(newestLeafBelow(tree, 'r1' as MessageId)).toBe('r2');
  expect(newestLeafBelow(tree, 'r1b' as MessageId)).toBe('p3');
  expect(newestLeafBelow(tree, 'p1' as MessageId)).toBe('p3');
});

test('tries that brought nothing, or that another goes on from, are no choice', () => {
  const first = reply('r1', 'p1');
  const refused = reply('r2', 'p1', { parts: [] });
  const cut = reply('r3', 'p1', { outcome: { type: 'interrupted' } });
  const whole = reply('r4', 'p1', { continues: cut.id });
  const messages = [prompt('p1', null), first, refused, cut, whole];
  expect(ids(triesOf(messages, whole))).toEqual(['r1', 'r4']);
  expect(ids(triesOf(messages, refused))).toEqual(['r1', 'r2', 'r4']); // it is the one shown
});

test('a title is the first words of a prompt, on one line and not cut inside a character', () => {
  expect(titleFrom('  What is\n\n a tree?  ')).toBe('What is a tree?');
  expect(titleFrom('word '.repeat(20))).toBe(`${'word '.repeat(12).trim()}…`);
  expect(titleFrom('😀'.repeat(100))).toBe(`${'😀'.repeat(60)}…`);
});
