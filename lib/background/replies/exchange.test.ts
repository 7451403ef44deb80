import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { ExchangedConversation } from '@/lib/exchange/format';
import { purgeDeleted, saveConversation } from '@/lib/storage/conversations';
import { openDatabase, type Database, type StoreName } from '@/lib/storage/database';
import { rowsOf } from '@/lib/storage/testing';
import { ImportService } from './exchange';

const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

async function start() {
  const database = await openDatabase(crypto.randomUUID());
  return { database, service: new ImportService(database) };
}

function conversation(title: string, base64 = PNG): ExchangedConversation {
  const id = 'p' as MessageId;
  const blobId = 'i' as BlobId;
  const parts = [{ type: 'image' as const, blobId, alt: 'A picture' }];
  return {
    title,
    createdAt: 1,
    updatedAt: 2,
    leafId: id,
    messages: [{ role: 'user', id, parentId: null, createdAt: 1, parts }],
    images: [{ id: blobId, mediaType: 'image/png', base64 }],
  };
}

/** How much of everything there is. */
async function countAll(database: Database): Promise<Record<string, number>> {
  const names = [...database.objectStoreNames] as StoreName[];
  const rows = await Promise.all(names.map((name) => rowsOf(database, name)));
  const counts = names.map((name, index) => [name, rows[index]?.length ?? 0] as const);
  return Object.fromEntries(counts.filter(([, count]) => count !== 0));
}

test('staged conversations come in together, under new ids, with their images', async () => {
  const { database, service } = await start();
  const conversationIds = [newId<ConversationId>(), newId<ConversationId>()];
  for (const conversationId of conversationIds) {
    const staged = { importId: 'a', conversationId, conversation: conversation(conversationId) };
    expect(await service.stage(staged)).toBeNull();
  }
  expect(await countAll(database)).toEqual({});
  await service.finish({ importId: 'a', conversationIds });
  expect(await countAll(database)).toEqual({ conversations: 2, messages: 2, blobs: 2 });
  const stored = await rowsOf(database, 'messages');
  expect(stored.map(({ id }) => id)).not.toContain('p');

  for (const each of await rowsOf(database, 'conversations')) {
    expect(each.importedAt).toBeGreaterThan(0);
    await saveConversation(database, each, 1);
  }
  await purgeDeleted(database, 2);
  expect(await countAll(database)).toEqual({});
});

test('a repeated request brings nothing in twice, also after the background was stopped', async () => {
  const { database, service } = await start();
  const conversationIds = [newId<ConversationId>()];
  const [conversationId = newId<ConversationId>()] = conversationIds;
  const staged = { importId: 'a', conversationId, conversation: conversation('One') };
  await service.stage(staged);
  await service.stage(staged);
  await service.finish({ importId: 'a', conversationIds });
  await service.finish({ importId: 'a', conversationIds });
  await new ImportService(database).finish({ importId: 'a', conversationIds });
  expect(await countAll(database)).toEqual({ conversations: 1, messages: 1, blobs: 1 });
});

test('what was not staged whole does not come in at all', async () => {
  const { database, service } = await start();
  const conversationIds = [newId<ConversationId>(), newId<ConversationId>()];
  const [conversationId = newId<ConversationId>()] = conversationIds;
  await service.stage({ importId: 'a', conversationId, conversation: conversation('One') });
  await expect(service.finish({ importId: 'a', conversationIds })).rejects.toThrow();
  await expect(
    service.finish({ importId: 'b', conversationIds: [conversationId] }),
  ).rejects.toThrow();
  expect(await countAll(database)).toEqual({});
});

test.each([
  ['a picture that is none', btoa('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['a picture that is no base64', '%%%'],
])('%s is told by its place', async (_, base64) => {
  const { service } = await start();
  const conversationId = newId<ConversationId>();
  const refused = conversation('One', base64);
  expect(await service.stage({ importId: 'a', conversationId, conversation: refused })).toBe(
    'images.0',
  );
});

test('a page that checks nothing is not believed', async () => {
  const { service } = await start();
  const conversationId = newId<ConversationId>();
  const lying = { ...conversation('One'), leafId: 'x' as MessageId };
  await expect(
    service.stage({ importId: 'a', conversationId, conversation: lying }),
  ).rejects.toThrow('tree at leafId');
});

test('an id that is taken lets nothing in', async () => {
  const { database, service } = await start();
  const taken = newId<ConversationId>();
  const conversationIds = [newId<ConversationId>(), taken];
  const own = { id: taken, title: 'Mine', createdAt: 1, updatedAt: 1, leafId: null };
  await saveConversation(database, own);
  for (const conversationId of conversationIds) {
    await service.stage({ importId: 'a', conversationId, conversation: conversation('Theirs') });
  }
  await expect(service.finish({ importId: 'a', conversationIds })).rejects.toThrow();
  expect(await rowsOf(database, 'conversations')).toEqual([{ ...own, deletedAt: null }]);
  expect(await countAll(database)).toEqual({ conversations: 1 });
});
