import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId, type ConversationId } from '@/lib/chat/ids';
import { textOf, type Message } from '@/lib/chat/message';
import { listMessages } from '@/lib/storage/messages';
import {
  pause,
  speaker,
  start,
  createUi,
  type Ui,
  byTime,
  promptInput,
  storeConversation,
} from '@/test/fixtures/chat-background';

test('a long conversation opens with its end, and the rest follows when asked for', async () => {
  const { database, service } = await start(speaker([]).answer);
  const id = await storeConversation(database, 200);
  const ui = createUi();
  service.watchers.subscribe(id, ui);
  await pause(30);
  const stored = await listMessages(database, id);
  expect(ui.state.isWhole).toBe(false);
  expect(ui.state.messages).toEqual(stored.slice(-ui.state.messages.length));
  expect(ui.state.messages.length).toBeLessThan(50);
  await service.watchers.tellEarlier(id, ui);
  expect(ui.state.isWhole).toBe(true);
  expect(byTime(ui.state.messages)).toEqual(stored);
});

test('a long conversation is the same in every UI, whenever it asks for the rest', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('attach', 'ask', 'send', 'again'), fc.nat(6)), {
        maxLength: 10,
      }),
      async (steps) => {
        const { database, service } = await start(speaker(['a', 'b'], { pauseMs: 2 }).answer);
        const id = await storeConversation(database, 60);
        const last = (await listMessages(database, id)).at(-1);
        const uis = [createUi()];
        service.watchers.subscribe(id, uis[0] as Ui);
        const ends: Promise<unknown>[] = [];
        for (const [step, waitMs] of steps) {
          const input = promptInput(id, 'more', last?.id);
          const again = { ...input, promptId: last?.parentId ?? input.promptId, continues: null };
          const ui = createUi();
          if (step === 'attach') service.watchers.subscribe(id, uis[uis.push(ui) - 1] as Ui);
          if (step === 'ask') await service.watchers.tellEarlier(id, uis.at(-1) as Ui);
          if (step === 'send') ends.push(service.sendPrompt(input).then(({ ended }) => ended));
          if (step === 'again') {
            ends.push(service.regenerateReply(again).then(({ ended }) => ended));
          }
          await pause(waitMs);
        }
        await pause(20); // the last one may still wait for its snapshot
        await Promise.all(uis.map((ui) => service.watchers.tellEarlier(id, ui)));
        await Promise.all(ends);
        const stored = await listMessages(database, id);
        for (const { state } of uis) expect(byTime(state.messages)).toEqual(stored);
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('every UI ends with the same conversation, whenever it attached', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1 }), { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 0, max: 80 }), { maxLength: 3 }),
      async (words, attachTimesMs) => {
        const { database, service } = await start(speaker(words, { pauseMs: 5 }).answer);
        const id = newId<ConversationId>();
        const uis = [0, ...attachTimesMs].map((attachMs) => ({ attachMs, ui: createUi() }));
        const attached = uis.map(async ({ attachMs, ui }) => {
          await pause(attachMs);
          service.watchers.subscribe(id, ui);
        });
        const { ended } = await service.sendPrompt(promptInput(id));
        await Promise.all([ended, ...attached]);
        await pause(20); // the last UI may still wait for its snapshot
        const stored = await listMessages(database, id);
        expect(textOf(stored[1] as Message)).toBe(words.join(''));
        for (const { ui } of uis) {
          expect(ui.state.messages).toEqual(stored);
          expect(ui.state.conversation).toMatchObject({ id, leafId: stored[1]?.id });
        }
      },
    ),
    { numRuns: 25 },
  );
}, 60_000);

test('there is one truth, however UIs come and go while prompts are sent', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('attach', 'leave', 'send'), fc.nat(8)), { maxLength: 14 }),
      async (steps) => {
        const { database, service } = await start(speaker(['a', 'b'], { pauseMs: 2 }).answer);
        const id = newId<ConversationId>();
        const watching: (() => void)[] = [];
        const ends: Promise<unknown>[] = [];
        for (const [step, waitMs] of steps) {
          if (step === 'attach') watching.push(service.watchers.subscribe(id, createUi()));
          if (step === 'leave') watching.pop()?.();
          if (step === 'send') {
            ends.push(service.sendPrompt(promptInput(id)).then(({ ended }) => ended));
          }
          await pause(waitMs);
        }
        const last = createUi();
        service.watchers.subscribe(id, last);
        await Promise.all(ends);
        await pause(30);
        expect(last.state.messages).toEqual(await listMessages(database, id));
        expect(last.state.messages).toHaveLength(ends.length * 2);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);
