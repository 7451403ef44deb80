import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ChatError, type ErrorKind } from '@/lib/chat/errors';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type Reply } from '@/lib/chat/message';
import { changeSettings, preferencesOf } from '@/lib/settings/settings';
import { openDatabase } from '@/lib/storage/database';
import { rowsOf } from '@/lib/storage/testing';
import { write } from '@/lib/storage/transaction';
import { closeInterrupted } from '@/lib/storage/journal';
import { listMessages } from '@/lib/storage/messages';
import type { ConversationRequest } from '../providers/chat-request';
import { ChatService } from './chat-service';
import { findSuccessor } from './failover';
import { observeOutcome } from '../providers/health';
import { getConfigured, nameModel } from '../providers/provider-directory';

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(browser.permissions, 'contains').mockImplementation(async () => true);
});

async function allow(...ids: readonly string[]): Promise<void> {
  await changeSettings((settings) => {
    const allowed = ids.map((id) => [id, { ...preferencesOf(settings, id), takesOver: true }]);
    return {
      ...settings,
      preferences: { ...settings.preferences, ...Object.fromEntries(allowed) },
    };
  });
}

/** What a provider does: says its words, waits, then fails where a kind is given. */
type Script = Readonly<
  Record<
    string,
    {
      readonly says?: string;
      readonly until?: Promise<void>;
      readonly fails?: ErrorKind;
      readonly hangs?: boolean;
    }
  >
>;

async function start(
  script: Script,
  onEnd: (service: ChatService, reply: MessageId) => void = () => {},
) {
  const asked: { providerId: string; request: ConversationRequest }[] = [];
  const conversationId = newId<ConversationId>();
  const promptId = newId<MessageId>();
  const replyId = newId<MessageId>();
  const database = await openDatabase(crypto.randomUUID());
  const service: ChatService = new ChatService({
    database,
    nameModel,
    nameProvider: async (id) => id,
    fetchImage: async () => 'network',
    openStream: async ({ providerId }, request, signal) => {
      asked.push({ providerId, request });
      const { says, until, fails, hangs } = script[providerId] ?? {};
      async function* stream() {
        if (says !== undefined) yield { type: 'text-delta', text: says } as const;
        if (hangs) await new Promise((_, reject) => signal.addEventListener('abort', reject));
        await until;
        if (fails) throw new ChatError(fails, 'As scripted');
        return 'stop' as const;
      }
      return { stream: stream() };
    },
    noteOutcome: async (id, outcome) => {
      onEnd(service, replyId);
      await observeOutcome(await getConfigured(id), outcome);
    },
    findSuccessor,
  });
  const send = () =>
    service.sendPrompt({
      conversationId,
      promptId,
      replyId,
      parentId: null,
      providerId: 'duckduckgo',
      modelId: 'gpt-4o-mini',
      text: 'A question',
      imageIds: [],
    });
  const replies = async () => {
    const messages = await listMessages(database, conversationId);
    return messages.filter((message): message is Reply => message.role === 'assistant');
  };
  return { database, service, conversationId, promptId, replyId, send, asked, replies };
}

const summary = (replies: readonly Reply[]) =>
  replies.map(({ providerId, outcome, ...reply }) => ({
    by: providerId,
    text: textOf(reply),
    outcome: outcome?.type === 'failed' ? outcome.error.kind : outcome?.type,
  }));

test('a provider that was not allowed gets not one request', async () => {
  const { send, asked, replies } = await start({ duckduckgo: { fails: 'blocked' } });
  await (
    await send()
  ).ended;
  expect(asked.map(({ providerId }) => providerId)).toEqual(['duckduckgo']);
  expect(summary(await replies())).toEqual([{ by: 'duckduckgo', text: '', outcome: 'blocked' }]);
});

test('allowed ones answer in picker order, each once, and every try stays', async () => {
  await allow('aiask', 'darkai');
  const { send, asked, replies } = await start({
    duckduckgo: { fails: 'rate-limit' },
    darkai: { fails: 'protocol' },
    aiask: { fails: 'model-unavailable' },
  });
  await (
    await send()
  ).ended;
  expect(asked.map(({ providerId }) => providerId)).toEqual(['duckduckgo', 'darkai', 'aiask']);
  expect(summary(await replies())).toEqual([
    { by: 'duckduckgo', text: '', outcome: 'rate-limit' },
    { by: 'darkai', text: '', outcome: 'protocol' },
    { by: 'aiask', text: '', outcome: 'model-unavailable' },
  ]);
});

test('a text that broke off is gone on from, along a whole chain', async () => {
  await allow('darkai', 'aiask');
  const { send, asked, replies, conversationId, service, database } = await start({
    duckduckgo: { says: 'One ', fails: 'cut-off' },
    darkai: { says: 'two ', fails: 'stalled' },
    aiask: { says: 'three.' },
  });
  await (
    await send()
  ).ended;
  const tries = await replies();
  expect(summary(tries)).toEqual([
    { by: 'duckduckgo', text: 'One ', outcome: 'cut-off' },
    { by: 'darkai', text: 'One two ', outcome: 'stalled' },
    { by: 'aiask', text: 'One two three.', outcome: 'complete' },
  ]);
  expect(tries.map(({ continues }) => continues)).toEqual([null, tries[0]?.id, tries[1]?.id]);
  expect(asked.at(-1)?.request.turns.map(({ text }) => text)).toEqual([
    'A question',
    'One ',
    expect.stringContaining('Continue it'),
    'two ',
    expect.stringContaining('Continue it'),
  ]);
  const [listed] = await service.conversations.list();
  expect(listed?.leafId).toBe(tries.at(-1)?.id);
  expect(await rowsOf(database, 'openReplies')).toEqual([]);
  expect(conversationId).toBe(listed?.id);
});

test('one that is limited is passed over', async () => {
  await allow('darkai', 'aiask');
  await observeOutcome(await getConfigured('darkai'), {
    type: 'failed',
    error: { kind: 'rate-limit', message: '', retryAfterMs: 60_000 },
  });
  const { send, asked } = await start({ duckduckgo: { fails: 'blocked' } });
  await (
    await send()
  ).ended;
  expect(asked.map(({ providerId }) => providerId)).toEqual(['duckduckgo', 'aiask']);
});

test('a stop is a stop: nobody else is asked', async () => {
  await allow('darkai');
  const { service, send, asked, replies, replyId } = await start({
    duckduckgo: { says: 'One ', hangs: true },
  });
  const { ended } = await send();
  await expect.poll(() => asked).toHaveLength(1);
  service.abortReply(replyId);
  await ended;
  expect(asked).toHaveLength(1);
  expect((await replies())[0]?.outcome).toEqual({ type: 'aborted' });
});

test('a stop just after the failure still counts', async () => {
  await allow('darkai');
  const { send, asked } = await start({ duckduckgo: { fails: 'blocked' } }, (service, replyId) =>
    service.abortReply(replyId),
  );
  await (
    await send()
  ).ended;
  expect(asked).toHaveLength(1);
});

test.each(['storage', 'reply-too-long', 'rejected', 'host-access', 'prompt-too-long'] as const)(
  'after %s nobody is asked without the user',
  async (kind) => {
    await allow('darkai');
    const { send, asked } = await start({ duckduckgo: { fails: kind } });
    await (
      await send()
    ).ended;
    expect(asked).toHaveLength(1);
  },
);

test('a user who has gone on elsewhere gets no other answer', async () => {
  await allow('darkai');
  const gate = new AbortController();
  const until = new Promise<void>((resolve) => {
    gate.signal.addEventListener('abort', () => resolve());
  });
  const { service, send, asked, conversationId, promptId } = await start({
    duckduckgo: { until, fails: 'blocked' },
    aiask: { says: 'An answer.' },
  });
  const { ended } = await send();
  const again = await service.regenerateReply({
    conversationId,
    promptId,
    replyId: newId<MessageId>(),
    providerId: 'aiask',
    modelId: 'gpt-3.5-turbo',
    continues: null,
  });
  gate.abort();
  await Promise.all([ended, again.ended]);
  expect(asked.map(({ providerId }) => providerId)).toEqual(['duckduckgo', 'aiask']);
});

test('a deleted conversation gets no other answer', async () => {
  await allow('darkai');
  const { service, send, asked, conversationId } = await start({
    duckduckgo: { fails: 'blocked' },
  });
  const { ended } = await send();
  await service.conversations.delete(conversationId);
  await ended;
  expect(asked.map(({ providerId }) => providerId)).not.toContain('darkai');
});

test('a reply that the browser ended is not taken over', async () => {
  await allow('darkai');
  const { database, send, asked, replies } = await start({
    duckduckgo: { says: 'One ', hangs: true },
  });
  await send();
  await expect.poll(() => asked).toHaveLength(1);
  await closeInterrupted(database); // as the next background does
  expect((await replies())[0]?.outcome).toEqual({ type: 'interrupted' });
  expect(asked).toHaveLength(1);
});

test('no provider gets what another one keeps with its replies', async () => {
  await allow('darkai');
  const { database, send, asked, replyId } = await start({
    duckduckgo: { says: 'One ', fails: 'cut-off' },
  });
  await write(database, ['providerStates'], ({ providerStates }) => {
    providerStates.put({ token: 'of DuckDuckGo' }, replyId);
  });
  await (
    await send()
  ).ended;
  expect(asked.map(({ request }) => request.state)).toEqual([null, null]);
});
