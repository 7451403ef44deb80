import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { branchTo, triesOf } from '@/lib/chat/conversation';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type Message } from '@/lib/chat/message';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import { listConversations, purgeDeleted } from '@/lib/storage/conversations';
import { listMessages } from '@/lib/storage/messages';
import { rowsOf } from '@/lib/storage/testing';
import {
  pause,
  forever,
  delta,
  speaker,
  start,
  createUi,
  promptInput,
  replyIn,
} from '@/test/fixtures/chat-background';

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
  service.watchers.subscribe(input.conversationId, ui);
  await pause(20);
  expect(ui.state.conversation?.leafId).toBe(second.replyId);
  expect(triesOf(ui.state.messages, ui.state.messages[1] as Message)).toHaveLength(2);

  const { conversationId, replyId } = input;
  await service.conversations.showBranch({ conversationId, messageId: replyId });
  expect(ui.state.conversation?.leafId).toBe(replyId);
  const branch = branchTo(await listMessages(database, conversationId), replyId);
  expect(branch.map(({ id }) => id)).toEqual([input.promptId, replyId]);
});

test('a message that is shown already changes nothing about what comes below it', async () => {
  const { service } = await start(speaker(['answer']).answer);
  const first = promptInput(newId<ConversationId>(), 'first');
  const { conversationId } = first;
  const below = promptInput(conversationId, 'second', first.replyId);
  const edited = promptInput(conversationId, 'second, again', first.replyId);
  for (const input of [first, below, edited]) {
    const { ended } = await service.sendPrompt(input);
    await ended;
  }
  const shown = async () => (await service.conversations.list())[0]?.leafId;
  await service.conversations.showBranch({ conversationId, messageId: below.promptId });
  expect(await shown()).toBe(below.replyId);
  await service.conversations.showBranch({ conversationId, messageId: first.replyId });
  expect(await shown()).toBe(below.replyId);
});

test('a deleted conversation stops, leaves the list, and comes back whole', async () => {
  const { database, service } = await start(async function* () {
    yield delta('so far');
    return forever();
  });
  const input = promptInput(newId<ConversationId>());
  const { ended } = await service.sendPrompt(input);
  await pause(30);
  await service.conversations.delete(input.conversationId);
  await ended;
  expect(await service.conversations.list()).toEqual([]);
  await service.conversations.restore(input.conversationId);
  expect(await listConversations(database)).toMatchObject([
    { id: input.conversationId, title: 'hi' },
  ]);
  expect(textOf(await replyIn(database, input.conversationId))).toBe('so far');

  await service.conversations.delete(input.conversationId);
  await purgeDeleted(database, Date.now() + 1);
  expect(await rowsOf(database, 'messages')).toEqual([]);
  expect(await rowsOf(database, 'conversations')).toEqual([]);
});

test('who turns away from a deleted conversation has heard before that the list is another', async () => {
  const { service } = await start(speaker(['answer']).answer);
  const { conversationId, ...input } = promptInput(newId<ConversationId>());
  const { ended } = await service.sendPrompt({ ...input, conversationId });
  await ended;
  const frames: ServerFrame['type'][] = [];
  const ui = createUi((frame) => frames.push(frame.type));
  service.watchers.subscribe(conversationId, ui);
  await expect.poll(() => frames).toEqual(['snapshot']);
  await service.conversations.delete(conversationId);
  expect(frames.slice(1)).toEqual(['conversations-changed', 'conversation-changed']);
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
    service.conversations.rename({ conversationId: first.conversationId, title: 'Renamed' }),
  ]);
  await ended;
  expect(await service.conversations.list()).toMatchObject([
    { title: 'Renamed', leafId: second.replyId },
  ]);
});
