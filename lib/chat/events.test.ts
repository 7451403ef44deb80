import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { applyEvents, mergeDeltas, type ChatEvent } from './events';
import { newId } from './ids';
import { replySchema, type Reply } from './message';

const emptyReply: Reply = {
  id: newId(),
  conversationId: newId(),
  parentId: newId(),
  createdAt: 0,
  role: 'assistant',
  parts: [],
  providerId: 'any',
  modelId: 'any',
  modelName: 'Any',
  continues: null,
  wait: null,
  outcome: null,
};

const delta = fc.record({
  type: fc.constantFrom('text-delta' as const, 'reasoning-delta' as const),
  text: fc.string(),
});
const source = fc.record({
  type: fc.constant('part' as const),
  part: fc.record({ type: fc.constant('source' as const), url: fc.webUrl(), title: fc.string() }),
});
const wait = fc.record({
  type: fc.constant('wait' as const),
  wait: fc.record({ kind: fc.constant('rate-limit' as const), until: fc.nat() }),
});
const time = fc.record({
  type: fc.constantFrom('reasoning-start' as const, 'reasoning-end' as const),
  at: fc.nat(),
});
const usage = fc.record({
  type: fc.constant('usage' as const),
  inputTokens: fc.nat(),
  outputTokens: fc.nat(),
});
const events: fc.Arbitrary<ChatEvent[]> = fc.array(fc.oneof(delta, source, wait, usage, time));

test('a reply is the same however its events are batched', () => {
  fc.assert(
    fc.property(events, fc.nat(), (all, cut) => {
      const at = all.length === 0 ? 0 : cut % all.length;
      const inTwo = applyEvents(applyEvents(emptyReply, all.slice(0, at)), all.slice(at));
      expect(inTwo).toEqual(applyEvents(emptyReply, all));
    }),
  );
});

test('merged deltas make the same reply', () => {
  fc.assert(
    fc.property(events, (all) => {
      expect(applyEvents(emptyReply, mergeDeltas(all))).toEqual(applyEvents(emptyReply, all));
    }),
  );
});

test('a pause ends with the next thing that arrives', () => {
  const pause = { type: 'wait', wait: { kind: 'rate-limit', until: 7 } } as const;
  expect(applyEvents(emptyReply, [pause]).wait).toEqual(pause.wait);
  expect(applyEvents(emptyReply, [pause, { type: 'text-delta', text: 'a' }]).wait).toBeNull();
});

const counted = (outputTokens: number) =>
  ({ type: 'usage', inputTokens: 7, outputTokens }) as const;

test('a reply keeps the tokens that the service counted last', () => {
  const reply = applyEvents(emptyReply, [
    counted(1),
    { type: 'text-delta', text: 'a' },
    counted(9),
  ]);
  expect(reply.usage).toEqual({ inputTokens: 7, outputTokens: 9 });
  expect(z.parse(replySchema, reply)).toEqual(reply);
  expect(applyEvents(emptyReply, [])).not.toHaveProperty('usage');
});

test('reasoning keeps the time it took, and text after it is text', () => {
  const reply = applyEvents(emptyReply, [
    { type: 'reasoning-start', at: 1000 },
    { type: 'reasoning-delta', text: 'Hm' },
    { type: 'reasoning-delta', text: '.' },
    { type: 'reasoning-end', at: 13_000 },
    { type: 'text-delta', text: 'Yes' },
  ]);
  expect(reply.parts).toEqual([
    { type: 'reasoning', text: 'Hm.', startedAt: 1000, endedAt: 13_000 },
    { type: 'text', text: 'Yes' },
  ]);
});

test('a reply that an older version stored is read, without the time of its reasoning', () => {
  const stored = { ...emptyReply, parts: [{ type: 'reasoning', text: 'Hm.' }] };
  expect(z.parse(replySchema, stored)).toEqual(stored);
});
