import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { newId, type BlobId } from '@/lib/chat/ids';
import { openDatabase } from './database';
import { rowsOf } from './testing';
import { resultOf, write } from './transaction';

const open = () => openDatabase(crypto.randomUUID());
const attachment = { id: newId<BlobId>(), name: 'a.png', createdAt: 1 };

test('a write of which one part fails leaves nothing, and says why', async () => {
  const database = await open();
  const writing = write(database, ['attachments'], ({ attachments }) => {
    attachments.add(attachment);
    attachments.add(attachment); // its id is taken
  });
  await expect(writing).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await rowsOf(database, 'attachments')).toEqual([]);
});

test('a write whose work throws leaves nothing', async () => {
  const database = await open();
  const writing = write(database, ['attachments'], ({ attachments }) => {
    attachments.put(attachment);
    throw new Error('no more');
  });
  await expect(writing).rejects.toThrow('no more');
  expect(await rowsOf(database, 'attachments')).toEqual([]);
});

test('a write that waits for a part of it which fails leaves nothing, and says why', async () => {
  const database = await open();
  const writing = write(database, ['attachments'], async ({ attachments }) => {
    attachments.add(attachment);
    await resultOf(attachments.add(attachment));
  });
  await expect(writing).rejects.toMatchObject({ name: 'ConstraintError' });
  expect(await rowsOf(database, 'attachments')).toEqual([]);
});

test('a write brings what its work returns, once all of it is stored', async () => {
  const database = await open();
  const before = await write(database, ['attachments'], async ({ attachments }) => {
    const found = await resultOf(attachments.get(attachment.id));
    attachments.put(attachment);
    return found;
  });
  expect(before).toBeUndefined();
  expect(await rowsOf(database, 'attachments')).toEqual([attachment]);
});

test('a write to a database that is closed fails', async () => {
  const database = await open();
  database.close();
  const writing = write(database, ['attachments'], ({ attachments }) => {
    attachments.put(attachment);
  });
  await expect(writing).rejects.toMatchObject({ name: 'InvalidStateError' });
});
