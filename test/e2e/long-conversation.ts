import type { Page } from '@playwright/test';
import * as z from '@/lib/schema';
import type { Conversation } from '@/lib/chat/conversation';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import type { Message } from '@/lib/chat/message';

/** A conversation of prompts and replies in turn: `Question 0`, `Reply 1`, and so on. */
export interface SeededConversation {
  /** Its title, too. */
  readonly id: string;
  readonly count: number;
  /** What every reply says after its number. */
  readonly text: string;
  /** What every model thought before. */
  readonly reasoning?: string;
}

/** Writes a conversation straight into the database, as if it had been led over months. */
export async function seedConversation(
  extensionPage: Page,
  conversation: SeededConversation,
): Promise<void> {
  const messages = messagesOf(conversation);
  const { id, count } = conversation;
  const leafId = messages.at(-1)?.id ?? null;
  const record: Conversation = {
    id: z.parse(conversationIdSchema, id),
    title: id,
    createdAt: 0,
    updatedAt: count,
    leafId,
  };
  await extensionPage.evaluate(
    ([stored, rows]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('sidelight');
        opening.addEventListener('error', () => reject(opening.error));
        opening.addEventListener('success', () => {
          const database = opening.result;
          const transaction = database.transaction(['conversations', 'messages'], 'readwrite');
          transaction.objectStore('conversations').put({ ...stored, deletedAt: null });
          for (const row of rows) transaction.objectStore('messages').put(row);
          transaction.addEventListener('error', () => reject(transaction.error));
          transaction.addEventListener('complete', () => {
            database.close();
            resolve();
          });
        });
      }),
    [record, messages] as const,
  );
}

/** What the reply at `index` says. */
export function replyIn({ text }: Pick<SeededConversation, 'text'>, index: number): string {
  return `Reply ${index}\n\n${text}`;
}

function messagesOf({ id, count, text, reasoning }: SeededConversation): Message[] {
  const idAt = (index: number) => z.parse(messageIdSchema, `${id}-${index}`);
  return Array.from({ length: count }, (_, index) => {
    const base = {
      id: idAt(index),
      conversationId: z.parse(conversationIdSchema, id),
      createdAt: index,
    };
    if (index % 2 === 0) {
      const parentId = index === 0 ? null : idAt(index - 1);
      const parts = [{ type: 'text' as const, text: `Question ${index}` }];
      return { ...base, role: 'user', parentId, parts };
    }
    const said = { type: 'text' as const, text: replyIn({ text }, index) };
    return {
      ...base,
      role: 'assistant',
      parentId: idAt(index - 1),
      parts: reasoning === undefined ? [said] : [{ type: 'reasoning', text: reasoning }, said],
      providerId: 'duckduckgo',
      modelId: 'gpt-4o-mini',
      modelName: 'GPT-4o mini',
      continues: null,
      wait: null,
      outcome: { type: 'complete', finishReason: 'stop' },
    };
  });
}
