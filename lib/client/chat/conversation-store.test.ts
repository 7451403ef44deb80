import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import type { Conversation } from '@/lib/chat/conversation';
import type { ChatEvent } from '@/lib/chat/events';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { textOf, type Message } from '@/lib/chat/message';
import type { ServerFrame } from '@/lib/messaging/chat-port';
import {
  createConversationStore,
  reduceFrame,
  seekMessage,
  showConversation,
  shownBranch,
  streamingReply,
} from './conversation-store';

const conversationId = z.parse(conversationIdSchema, 'c');
const promptId = z.parse(messageIdSchema, 'p');
const replyId = z.parse(messageIdSchema, 'r');

const conversation: Conversation = {
  id: conversationId,
  title: 'Caches',
  createdAt: 1,
  updatedAt: 1,
  leafId: replyId,
};
const prompt: Message = {
  id: promptId,
  conversationId,
  createdAt: 1,
  role: 'user',
  parentId: null,
  parts: [{ type: 'text', text: 'What is a cache?' }],
};
const reply: Message = {
  id: replyId,
  conversationId,
  createdAt: 2,
  role: 'assistant',
  parentId: promptId,
  providerId: 'duckduckgo',
  modelId: 'm',
  modelName: 'M',
  continues: null,
  wait: null,
  outcome: null,
  parts: [],
};
const snapshot: ServerFrame = {
  type: 'snapshot',
  conversation,
  messages: [prompt, reply],
  isWhole: true,
};
const start = reduceFrame(createConversationStore().getState(), snapshot);

test('a snapshot opens the conversation and shows the branch of its leaf', () => {
  expect(start.connection).toBe('open');
  expect(shownBranch(start)).toEqual([prompt, reply]);
});

test('events change the reply they are for and leave every other message what it was', () => {
  const after = reduceFrame(start, {
    type: 'events',
    messageId: replyId,
    events: [{ type: 'text-delta', text: 'A copy.' }],
  });
  expect(after.messages[0]).toBe(start.messages[0]);
  expect(after.messages.map(textOf)).toEqual(['What is a cache?', 'A copy.']);
});

test('a snapshot after a reconnection keeps the identity of messages that did not change', () => {
  const after = reduceFrame(start, structuredClone(snapshot));
  expect(after.messages[0]).toBe(start.messages[0]);
  expect(after.messages[1]).toBe(start.messages[1]);
});

test('a message that arrives twice is there once', () => {
  const frame: ServerFrame = { type: 'message-added', message: prompt };
  expect(reduceFrame(start, frame)).toBe(start);
});

test('the end of a long conversation is shown first; what comes later joins it', () => {
  const next: Message = {
    ...prompt,
    id: z.parse(messageIdSchema, 'p2'),
    parentId: replyId,
    createdAt: 3,
  };
  const shown = { ...conversation, leafId: next.id };
  const end = reduceFrame(createConversationStore().getState(), {
    type: 'snapshot',
    conversation: shown,
    messages: [reply, next],
    isWhole: false,
  });
  expect(end.isWhole).toBe(false);
  expect(shownBranch(end)).toEqual([reply, next]);
  const whole = reduceFrame(end, {
    type: 'earlier-messages',
    messages: structuredClone([next, reply, prompt]),
    isWhole: true,
  });
  expect(whole.isWhole).toBe(true);
  expect(shownBranch(whole)).toEqual([prompt, reply, next]);
  expect(shownBranch(whole)[2]).toBe(end.messages[1]);
});

test('a snapshot of the end takes nothing away from what is there', () => {
  const after = reduceFrame(start, {
    type: 'snapshot',
    conversation,
    messages: [reply],
    isWhole: false,
  });
  expect(shownBranch(after)).toEqual([prompt, reply]);
});

test('Stop is for the reply that streams at the end of the shown branch', () => {
  expect(streamingReply(start)).toEqual(reply);
  const ended = reduceFrame(start, {
    type: 'events',
    messageId: replyId,
    events: [{ type: 'end', outcome: { type: 'aborted' } }],
  });
  expect(streamingReply(ended)).toBeNull();
});

test('a conversation turned to begins empty, whatever the last one held', () => {
  const store = createConversationStore();
  showConversation(store, conversationId);
  store.setState((state) => reduceFrame(state, snapshot), true);
  seekMessage(store, replyId);
  showConversation(store, z.parse(conversationIdSchema, 'other'));
  expect(store.getState()).toEqual({
    conversationId: 'other',
    conversation: null,
    messages: [],
    isWhole: false,
    connection: 'connecting',
    sought: null,
    listChanges: 0,
  });
});

const event: fc.Arbitrary<ChatEvent> = fc.oneof(
  fc.record({
    type: fc.constantFrom('text-delta' as const, 'reasoning-delta' as const),
    text: fc.string(),
  }),
  fc.constant({ type: 'wait', wait: { kind: 'rate-limit', until: 5 } } as const),
  fc.constant({
    type: 'part',
    part: { type: 'source', url: 'https://example.org/', title: 'Example' },
  } as const),
);

test('however the events are batched into frames, the state is the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(event, fc.boolean())), (steps) => {
      const frames: ServerFrame[] = [];
      let batch: ChatEvent[] = [];
      for (const [item, endsBatch] of steps) {
        batch.push(item);
        if (!endsBatch) continue;
        frames.push({ type: 'events', messageId: replyId, events: batch });
        batch = [];
      }
      frames.push({ type: 'events', messageId: replyId, events: batch });
      const all: ServerFrame = {
        type: 'events',
        messageId: replyId,
        events: steps.map(([item]) => item),
      };
      expect(frames.reduce(reduceFrame, start)).toEqual(reduceFrame(start, all));
    }),
  );
});
