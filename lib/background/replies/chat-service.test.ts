import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { triesOf } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type Message } from '@/lib/chat/message';
import { listMessages } from '@/lib/storage/messages';
import { rowsOf } from '@/lib/storage/testing';
import {
  pause,
  forever,
  delta,
  speaker,
  startBackground,
  start,
  createUi,
  promptInput,
  replyIn,
} from '@/test/fixtures/chat-background';

afterEach(() => void vi.restoreAllMocks());

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
  service.watchers.subscribe(id, ui);
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
  killed.service.watchers.subscribe(id, ui);
  await killed.service.sendPrompt(promptInput(id));
  await pause(150);
  const shown = textOf(ui.state.messages[1] as Message);
  expect(shown).toBe('one two ');

  const { service, database } = await startBackground(name, speaker(['never']).answer);
  const after = createUi();
  service.watchers.subscribe(id, after);
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
  service.watchers.subscribe(input.conversationId, ui);
  await (
    await service.sendPrompt(input)
  ).ended;
  expect(textOf(ui.state.messages[1] as Message)).toBe('one two');
  expect(ui.state.messages[1]).toMatchObject({ outcome: { error: { kind: 'storage' } } });
});

test('a conversation can be long: its title is its first words', async () => {
  const { service } = await start(speaker(['answer']).answer);
  await (
    await service.sendPrompt(promptInput(newId<ConversationId>(), 'word '.repeat(1000)))
  ).ended;
  const [conversation] = await service.conversations.list();
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
  const [conversation] = await service.conversations.list();
  expect(conversation?.title).toBe('Where is it?');
});
