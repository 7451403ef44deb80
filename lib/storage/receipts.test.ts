import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { newId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { Prompt, Reply } from '@/lib/chat/message';
import type { Receipt } from '@/lib/chat/receipt';
import { purgeDeleted, saveConversation } from './conversations';
import { openDatabase } from './database';
import { addExchange } from './messages';
import { findReceipt, saveReceipt } from './receipts';

function receiptOf(replyId: MessageId, text: string): Receipt {
  return {
    replyId,
    providerId: 'p',
    providerName: 'P',
    modelId: 'm',
    modelName: 'M',
    systemPrompt: '',
    temperature: null,
    maxTokens: null,
    messages: [{ role: 'user', text, images: [{ type: 'image/png', size: 7 }] }],
    requests: [
      {
        at: 1,
        method: 'POST',
        url: 'https://example.com/',
        headers: { 'content-type': 'application/json' },
        body: { type: 'text', text },
      },
    ],
  };
}

test('a receipt comes back as it was stored, in any script, and a newer one replaces it', async () => {
  const database = await openDatabase(crypto.randomUUID());
  const id = newId<MessageId>();
  expect(await findReceipt(database, id)).toBeNull();
  for (const text of ['A question', 'سؤال 🙂 问题 \0 \ud800'.repeat(2000)]) {
    await saveReceipt(database, receiptOf(id, text));
    expect(await findReceipt(database, id)).toEqual(receiptOf(id, text));
  }
});

test('what was sent goes with its conversation, and no other does', async () => {
  const database = await openDatabase(crypto.randomUUID());
  const [doomed, kept] = [await storeReply(), await storeReply()];
  await saveConversation(database, doomed.conversation, 5);
  await purgeDeleted(database, 10);
  expect(await findReceipt(database, doomed.reply.id)).toBeNull();
  expect(await findReceipt(database, kept.reply.id)).not.toBeNull();

  async function storeReply() {
    const conversationId = newId<ConversationId>();
    const shared = { conversationId, createdAt: 1, parts: [] };
    const prompt: Prompt = { ...shared, id: newId<MessageId>(), role: 'user', parentId: null };
    const reply: Reply = {
      ...shared,
      id: newId<MessageId>(),
      createdAt: 2,
      role: 'assistant',
      parentId: prompt.id,
      providerId: 'p',
      modelId: 'm',
      modelName: 'M',
      continues: null,
      wait: null,
      outcome: null,
    };
    const conversation = {
      id: conversationId,
      title: '',
      createdAt: 0,
      updatedAt: 0,
      leafId: reply.id,
    };
    await addExchange(database, { conversation, prompt, reply });
    await saveReceipt(database, receiptOf(reply.id, 'A question'));
    return { conversation, reply };
  }
});
