import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { branchTo, triesOf } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type Message, type Reply } from '@/lib/chat/message';
import { createConversationStore, reduceFrame } from '@/lib/client/chat/conversation-store';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import type { ProviderEvent } from '@/lib/providers/provider';
import { listConversations, purgeDeleted } from '@/lib/storage/conversations';
import { openDatabase, type Database } from '@/lib/storage/database';
import { rowsOf } from '@/lib/storage/testing';
import { write } from '@/lib/storage/transaction';
import { closeInterrupted } from '@/lib/storage/journal';
import { addExchange, listMessages } from '@/lib/storage/messages';
import type { ConversationRequest } from '../providers/chat-request';
import { ChatService } from './chat-service';
import type { ReplyStream } from './run';

type Answer = (request: ConversationRequest, signal: AbortSignal) => ReplyStream;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const forever = () => new Promise<never>(() => {});
const delta = (text: string): ProviderEvent => ({ type: 'text-delta', text });

/** A service that says `words`, and remembers what it was asked. */
function speaker(words: readonly string[], { pauseMs = 0 } = {}) {
  const requests: ConversationRequest[] = [];
  const answer: Answer = async function* (request) {
    requests.push(request);
    for (const word of words) {
      if (pauseMs > 0) await pause(pauseMs);
      yield delta(word);
    }
    return 'stop';
  };
  return { answer, requests };
}

/** The background as it starts: what an earlier one left open is closed first. */
async function startBackground(name: string, answer: Answer) {
  const database = await openDatabase(name);
  await closeInterrupted(database);
  const service = new ChatService({
    database,
    nameModel: async (_providerId, modelId) => modelId.toUpperCase(),
    nameProvider: async (providerId) => `The ${providerId}`,
    fetchImage: async () => 'network',
    openStream: async (_reply, request, signal) => ({ stream: answer(request, signal) }),
    noteOutcome: async () => {},
    findSuccessor: async () => null,
  });
  return { database, service };
}

const start = (answer: Answer) => startBackground(crypto.randomUUID(), answer);

/** A UI that only knows what the frames tell it. */
function createUi(onFrame: (frame: ServerFrame) => void = () => {}) {
  let state = createConversationStore().getState();
  return {
    post(frame: ServerFrame) {
      state = reduceFrame(state, structuredClone(frame));
      onFrame(frame);
    },
    fail() {
      throw new Error('The conversation could not be read');
    },
    get state() {
      return state;
    },
  };
}

type Ui = ReturnType<typeof createUi>;

function byTime(messages: readonly Message[]): Message[] {
  return messages.toSorted((a, b) => a.createdAt - b.createdAt);
}

function promptInput(
  conversationId: ConversationId,
  text = 'hi',
  parentId: MessageId | null = null,
) {
  return {
    conversationId,
    promptId: newId<MessageId>(),
    replyId: newId<MessageId>(),
    parentId,
    providerId: 'any',
    modelId: 'model',
    text,
  };
}

async function replyIn(database: Database, id: ConversationId): Promise<Message> {
  const reply = (await listMessages(database, id)).at(-1);
  if (!reply) throw new Error('No reply');
  return reply;
}

afterEach(() => void vi.restoreAllMocks());

/** A conversation of prompts and replies in turn, as an earlier background left it. */
async function storeConversation(database: Database, count: number): Promise<ConversationId> {
  const id = newId<ConversationId>();
  let parentId: MessageId | null = null;
  for (let index = 0; index < count; index += 2) {
    const { promptId, replyId } = promptInput(id);
    const shared = { conversationId: id, parts: [{ type: 'text' as const, text: `${index}` }] };
    const prompt = { ...shared, id: promptId, createdAt: index, role: 'user', parentId } as const;
    const reply: Reply = {
      ...shared,
      id: replyId,
      createdAt: index + 1,
      role: 'assistant',
      parentId: promptId,
      providerId: 'any',
      modelId: 'model',
      modelName: 'MODEL',
      continues: null,
      wait: null,
      outcome: { type: 'complete', finishReason: 'stop' },
    };
    const conversation = { id, title: '', createdAt: 0, updatedAt: index, leafId: replyId };
    await addExchange(database, { conversation, prompt, reply });
    parentId = replyId;
  }
  await write(database, ['openReplies'], (stores) => {
    stores.openReplies.delete(IDBKeyRange.lowerBound(''));
  });
  return id;
}

test('a long conversation opens with its end, and the rest follows when asked for', async () => {
  const { database, service } = await start(speaker([]).answer);
  const id = await storeConversation(database, 200);
  const ui = createUi();
  service.subscribe(id, ui);
  await pause(30);
  const stored = await listMessages(database, id);
  expect(ui.state.isWhole).toBe(false);
  expect(ui.state.messages).toEqual(stored.slice(-ui.state.messages.length));
  expect(ui.state.messages.length).toBeLessThan(50);
  await service.tellEarlier(id, ui);
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
        service.subscribe(id, uis[0] as Ui);
        const ends: Promise<unknown>[] = [];
        for (const [step, waitMs] of steps) {
          const input = promptInput(id, 'more', last?.id);
          const again = { ...input, promptId: last?.parentId ?? input.promptId, continues: null };
          const ui = createUi();
          if (step === 'attach') service.subscribe(id, uis[uis.push(ui) - 1] as Ui);
          if (step === 'ask') await service.tellEarlier(id, uis.at(-1) as Ui);
          if (step === 'send') ends.push(service.sendPrompt(input).then(({ ended }) => ended));
          if (step === 'again') {
            ends.push(service.regenerateReply(again).then(({ ended }) => ended));
          }
          await pause(waitMs);
        }
        await pause(20); // the last one may still wait for its snapshot
        await Promise.all(uis.map((ui) => service.tellEarlier(id, ui)));
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
          service.subscribe(id, ui);
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

test('a character is shown only once it is stored', async () => {
  const name = crypto.randomUUID();
  const words = Array.from({ length: 60 }, (_, index) => `word${index} `);
  const { database, service } = await startBackground(name, speaker(words, { pauseMs: 3 }).answer);
  const id = newId<ConversationId>();
  const checks: Promise<void>[] = [];
  const ui = createUi(() => {
    const [, shown] = ui.state.messages;
    if (!shown || shown.role !== 'assistant' || shown.outcome) return;
    checks.push(
      rowsOf(database, 'journal').then((commits) => {
        const stored = commits.flat().map((event) => ('text' in event ? event.text : ''));
        if (stored.length > 0) expect(stored.join('')).toContain(textOf(shown));
      }),
    );
  });
  service.subscribe(id, ui);
  await (
    await service.sendPrompt(promptInput(id))
  ).ended;
  await Promise.all(checks);
  expect(checks.length).toBeGreaterThan(3);
});

test('a reply that the background was killed in is interrupted, with all that was shown', async () => {
  const name = crypto.randomUUID();
  const killed = await startBackground(name, async function* () {
    yield delta('one ');
    yield delta('two ');
    return forever();
  });
  const id = newId<ConversationId>();
  const ui = createUi();
  killed.service.subscribe(id, ui);
  await killed.service.sendPrompt(promptInput(id));
  await pause(150);
  const shown = textOf(ui.state.messages[1] as Message);
  expect(shown).toBe('one two ');

  const { service, database } = await startBackground(name, speaker(['never']).answer);
  const after = createUi();
  service.subscribe(id, after);
  await pause(20);
  expect(after.state.messages[1]).toMatchObject({ outcome: { type: 'interrupted' } });
  expect(textOf(after.state.messages[1] as Message)).toBe(shown);
  expect(await rowsOf(database, 'journal')).toEqual([]);
});

test('a repeated request sends once: at the same time, afterwards, and to a new background', async () => {
  const name = crypto.randomUUID();
  const { answer, requests } = speaker(['answer']);
  const first = await startBackground(name, answer);
  const input = promptInput(newId<ConversationId>());
  const started = await Promise.all([
    first.service.sendPrompt(input),
    first.service.sendPrompt(input),
  ]);
  await Promise.all(started.map(({ ended }) => ended));
  await (
    await first.service.sendPrompt(input)
  ).ended;
  const second = await startBackground(name, answer);
  await (
    await second.service.sendPrompt(input)
  ).ended;
  expect(requests).toHaveLength(1);
  expect(await listMessages(second.database, input.conversationId)).toHaveLength(2);
});

test('Stop keeps what had arrived', async () => {
  const { database, service } = await start(
    speaker(
      Array.from({ length: 100 }, () => 'word '),
      { pauseMs: 5 },
    ).answer,
  );
  const input = promptInput(newId<ConversationId>());
  const { ended } = await service.sendPrompt(input);
  await pause(100);
  service.abortReply(input.replyId);
  await ended;
  const reply = await replyIn(database, input.conversationId);
  expect(reply).toMatchObject({ outcome: { type: 'aborted' } });
  expect(textOf(reply)).toMatch(/^(word )+$/);
});

test('a failure keeps the text that had arrived', async () => {
  const { database, service } = await start(async function* () {
    yield delta('so far');
    throw new ChatError('cut-off', 'The connection broke');
  });
  const input = promptInput(newId<ConversationId>());
  await (
    await service.sendPrompt(input)
  ).ended;
  const reply = await replyIn(database, input.conversationId);
  expect(textOf(reply)).toBe('so far');
  expect(reply).toMatchObject({ outcome: { type: 'failed', error: { kind: 'cut-off' } } });
});

test('Continue goes on from the text there is, and leaves the cut reply as it was', async () => {
  const { answer, requests } = speaker([' world']);
  let isFirst = true;
  const { database, service } = await start(async function* (request, signal) {
    if (!isFirst) return yield* answer(request, signal);
    isFirst = false;
    yield { type: 'state', state: { token: 'after the cut' } };
    yield delta('hello');
    throw new ChatError('cut-off', 'The connection broke');
  });
  const input = promptInput(newId<ConversationId>());
  await (
    await service.sendPrompt(input)
  ).ended;
  const { text: _text, parentId: _parentId, ...again } = input;
  const replyId = newId<MessageId>();
  await (
    await service.regenerateReply({ ...again, replyId, continues: input.replyId })
  ).ended;

  expect(requests[0]?.turns.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(requests[0]?.turns[1]?.text).toBe('hello');
  expect(requests[0]?.state).toEqual({ token: 'after the cut' });
  const messages = await listMessages(database, input.conversationId);
  const [, cut, whole] = messages as [Message, Message, Message];
  expect(textOf(cut)).toBe('hello');
  expect(textOf(whole)).toBe('hello world');
  expect(triesOf(messages, whole)).toEqual([whole]); // the cut one is no other try

  const next = promptInput(input.conversationId, 'next', replyId);
  await (
    await service.sendPrompt(next)
  ).ended;
  const [asked, before, goOn, after, question] = requests[1]?.turns ?? [];
  expect([asked, before, after, question].map((turn) => turn?.text)).toEqual([
    'hi',
    'hello',
    ' world',
    'next',
  ]);
  expect(goOn).toEqual(requests[0]?.turns[2]); // told as it happened
});

test('a new try stands beside the old one, and the user can go back', async () => {
  const { database, service } = await start(speaker(['answer']).answer);
  const input = promptInput(newId<ConversationId>());
  await (
    await service.sendPrompt(input)
  ).ended;
  const { text: _text, parentId: _parentId, ...again } = input;
  const second = { ...again, replyId: newId<MessageId>(), continues: null };
  await (
    await service.regenerateReply(second)
  ).ended;
  const ui = createUi();
  service.subscribe(input.conversationId, ui);
  await pause(20);
  expect(ui.state.conversation?.leafId).toBe(second.replyId);
  expect(triesOf(ui.state.messages, ui.state.messages[1] as Message)).toHaveLength(2);

  const { conversationId, replyId } = input;
  await service.showBranch({ conversationId, messageId: replyId });
  expect(ui.state.conversation?.leafId).toBe(replyId);
  const branch = branchTo(await listMessages(database, conversationId), replyId);
  expect(branch.map(({ id }) => id)).toEqual([input.promptId, replyId]);
});

test('each turn gets its branch alone, and the state its own provider left on it', async () => {
  const { answer, requests } = speaker(['answer']);
  let turn = 0;
  const { service } = await start(async function* (request, signal) {
    turn += 1;
    yield { type: 'state', state: { turn } };
    return yield* answer(request, signal);
  });
  const first = promptInput(newId<ConversationId>(), 'first');
  const follow = promptInput(first.conversationId, 'second', first.replyId);
  const edited = promptInput(first.conversationId, 'second, edited', first.replyId);
  for (const input of [first, follow, edited]) {
    await (
      await service.sendPrompt(input)
    ).ended;
  }
  expect(requests[2]?.turns.map(({ text }) => text)).toEqual(['first', 'answer', 'second, edited']);
  expect(requests.map(({ state }) => state)).toEqual([null, { turn: 1 }, { turn: 1 }]);
});

test('messages keep their order when the clock goes back', async () => {
  const { database, service } = await start(speaker(['answer']).answer);
  const first = promptInput(newId<ConversationId>(), 'first');
  await (
    await service.sendPrompt(first)
  ).ended;
  const year = 365 * 24 * 3600 * 1000;
  const now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => now - year);
  const second = promptInput(first.conversationId, 'second', first.replyId);
  await (
    await service.sendPrompt(second)
  ).ended;
  const ids = (await listMessages(database, first.conversationId)).map(({ id }) => id);
  expect(ids).toEqual([first.promptId, first.replyId, second.promptId, second.replyId]);
});

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
          if (step === 'attach') watching.push(service.subscribe(id, createUi()));
          if (step === 'leave') watching.pop()?.();
          if (step === 'send') {
            ends.push(service.sendPrompt(promptInput(id)).then(({ ended }) => ended));
          }
          await pause(waitMs);
        }
        const last = createUi();
        service.subscribe(id, last);
        await Promise.all(ends);
        await pause(30);
        expect(last.state.messages).toEqual(await listMessages(database, id));
        expect(last.state.messages).toHaveLength(ends.length * 2);
      },
    ),
    { numRuns: 30 },
  );
}, 60_000);

test('a full disk ends the reply with its text on screen and says so', async () => {
  const { database, service } = await start(async function* () {
    yield delta('one ');
    await pause(100);
    database.close(); // every write fails from here on
    yield delta('two');
    await pause(100);
    return 'stop';
  });
  const input = promptInput(newId<ConversationId>());
  const ui = createUi();
  service.subscribe(input.conversationId, ui);
  await (
    await service.sendPrompt(input)
  ).ended;
  expect(textOf(ui.state.messages[1] as Message)).toBe('one two');
  expect(ui.state.messages[1]).toMatchObject({ outcome: { error: { kind: 'storage' } } });
});

test('a deleted conversation stops, leaves the list, and comes back whole', async () => {
  const { database, service } = await start(async function* () {
    yield delta('so far');
    return forever();
  });
  const input = promptInput(newId<ConversationId>());
  const { ended } = await service.sendPrompt(input);
  await pause(30);
  await service.delete(input.conversationId);
  await ended;
  expect(await service.listConversations()).toEqual([]);
  await service.restore(input.conversationId);
  expect(await listConversations(database)).toMatchObject([
    { id: input.conversationId, title: 'hi' },
  ]);
  expect(textOf(await replyIn(database, input.conversationId))).toBe('so far');

  await service.delete(input.conversationId);
  await purgeDeleted(database, Date.now() + 1);
  expect(await rowsOf(database, 'messages')).toEqual([]);
  expect(await rowsOf(database, 'conversations')).toEqual([]);
});

test('a name and a new reply at the same moment are both kept', async () => {
  const { service } = await start(speaker(['answer']).answer);
  const first = promptInput(newId<ConversationId>(), 'first');
  await (
    await service.sendPrompt(first)
  ).ended;
  const second = promptInput(first.conversationId, 'second', first.replyId);
  const [{ ended }] = await Promise.all([
    service.sendPrompt(second),
    service.rename({ conversationId: first.conversationId, title: 'Renamed' }),
  ]);
  await ended;
  expect(await service.listConversations()).toMatchObject([
    { title: 'Renamed', leafId: second.replyId },
  ]);
});

test('a conversation can be long: its title is its first words', async () => {
  const { service } = await start(speaker(['answer']).answer);
  await (
    await service.sendPrompt(promptInput(newId<ConversationId>(), 'word '.repeat(1000)))
  ).ended;
  const [conversation] = await service.listConversations();
  expect(conversation?.title).toMatch(/^(word )+word…$/);
});

test('a question about a page is named by the question', async () => {
  const { service } = await start(speaker(['answer']).answer);
  const facts = { title: 'The cape', url: 'https://site.example/', text: 'A lighthouse.' };
  const part = {
    type: 'context',
    source: 'page',
    ...facts,
    share: 1,
    hiddenCharacters: 0,
  } as const;
  const input = { ...promptInput(newId<ConversationId>(), 'Where is it?'), context: [part] };
  await (
    await service.sendPrompt(input)
  ).ended;
  const [conversation] = await service.listConversations();
  expect(conversation?.title).toBe('Where is it?');
});
