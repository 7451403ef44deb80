import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import type { Message } from '@/lib/chat/message';
import { findAttachment, purgeAttachments, removeAttachment, saveAttachment } from './attachments';
import { purgeDeleted, saveConversation } from './conversations';
import { openDatabase, type Database } from './database';
import { findImage, listImages, markDeleted, purgeDeletedImages } from './images';
import { commitEvents } from './journal';
import { addExchange, findBlob, listMessages } from './messages';
import { rowsOf } from './testing';
import { resultOf, write } from './transaction';

const open = () => openDatabase(crypto.randomUUID());
const blob = new Blob(['an image'], { type: 'image/png' });
const conversationId = newId<ConversationId>();
const conversation = { id: conversationId, title: '', createdAt: 1, updatedAt: 1, leafId: null };

function image(createdAt: number, known: Partial<GeneratedImage> = {}): GeneratedImage {
  return {
    id: newId<BlobId>(),
    prompt: `Image ${createdAt}`,
    providerId: 'any',
    providerName: 'Any',
    modelId: 'm',
    modelName: 'M',
    createdAt,
    mediaType: 'image/png',
    width: 1,
    height: 1,
    conversationId,
    replyId: newId<MessageId>(),
    ...known,
  };
}

/** Stores images as replies bring them. */
async function store(database: Database, images: readonly GeneratedImage[]): Promise<void> {
  const commit = { replyId: newId<MessageId>(), sequence: 0, events: [], state: null };
  await commitEvents(database, {
    ...commit,
    images: images.map((each) => ({ image: each, blob })),
  });
}

async function listAll(database: Database, limit: number): Promise<string[][]> {
  const pages: string[][] = [];
  let before: GeneratedImage | undefined;
  for (;;) {
    const page = await listImages(database, {
      before: before ? [before.createdAt, before.id] : null,
      limit,
      isWanted: () => true,
    });
    pages.push(page.images.map(({ prompt }) => prompt));
    before = page.images.at(-1);
    if (page.isLast) return pages;
  }
}

test('a database of the first version keeps all it holds, and takes images', async () => {
  const name = crypto.randomUUID();
  const message: Message = {
    id: newId<MessageId>(),
    conversationId,
    createdAt: 5,
    role: 'user',
    parentId: null,
    parts: [{ type: 'text', text: 'hi' }],
  };
  const opening = indexedDB.open(name, 1);
  opening.addEventListener('upgradeneeded', () => {
    const old = opening.result;
    old.createObjectStore('conversations', { keyPath: 'id' });
    const messages = old.createObjectStore('messages', { keyPath: 'id' });
    messages.createIndex('by-conversation', ['conversationId', 'createdAt']);
    for (const each of ['openReplies', 'journal', 'providerStates', 'blobs']) {
      old.createObjectStore(each);
    }
  });
  const first = await resultOf(opening);
  await write(first, ['conversations', 'messages', 'blobs'], (stores) => {
    stores.conversations.put({ ...conversation, deletedAt: null });
    stores.messages.put(message);
    stores.blobs.put(blob, 'b' as BlobId);
  });
  first.close();

  const database = await openDatabase(name);
  expect(await listMessages(database, conversationId)).toEqual([message]);
  expect(await (await findBlob(database, 'b' as BlobId))?.text()).toBe('an image');
  await store(database, [image(1)]);
  expect(await listAll(database, 10)).toEqual([['Image 1']]);
});

test('images are listed newest first, page by page, each one once', async () => {
  const database = await open();
  await store(database, [image(2), image(3), image(3), image(1)]);
  const pages = await listAll(database, 3);
  expect(pages.flat()).toEqual(['Image 3', 'Image 3', 'Image 2', 'Image 1']);
  expect(pages[0]).toHaveLength(3);
});

test('a deleted image is not listed and not read, until it is restored', async () => {
  const database = await open();
  const each = image(1);
  await store(database, [each]);
  await markDeleted(database, each.id, 10);
  expect(await listAll(database, 10)).toEqual([[]]);
  expect(await findImage(database, each.id)).toBeUndefined();
  await markDeleted(database, each.id, null);
  expect(await listAll(database, 10)).toEqual([['Image 1']]);
  expect(await findImage(database, each.id)).toBeDefined();
});

test('what was deleted long ago is gone with its bytes, the rest stays', async () => {
  const database = await open();
  const [long, lately, never] = [image(1), image(2), image(3)];
  await store(database, [long, lately, never]);
  await markDeleted(database, long.id, 10);
  await markDeleted(database, lately.id, 30);
  await purgeDeletedImages(database, 20);
  expect(await findBlob(database, long.id)).toBeUndefined();
  expect(await findBlob(database, lately.id)).toBeDefined();
  expect(await rowsOf(database, 'images')).toHaveLength(2);
});

test('the images of a deleted conversation are not listed, and purged with it', async () => {
  const database = await open();
  const other = image(2, { conversationId: newId<ConversationId>() });
  const own = image(1);
  await store(database, [own, other]);
  await saveConversation(database, conversation, 10);
  expect(await listAll(database, 10)).toEqual([['Image 2']]);
  await saveConversation(database, conversation);
  expect(await listAll(database, 10)).toEqual([['Image 2', 'Image 1']]);
  await saveConversation(database, conversation, 10);
  await purgeDeleted(database, 20);
  expect(await rowsOf(database, 'images')).toMatchObject([{ id: other.id }]);
});

test('an attached image that is not sent is purged; a sent one stays with its prompt', async () => {
  const database = await open();
  const [sent, unsent] = [newId<BlobId>(), newId<BlobId>()];
  for (const id of [sent, unsent]) {
    await saveAttachment(database, { id, name: 'a.png', createdAt: 1 }, blob);
  }
  const promptId = newId<MessageId>();
  const shared = { conversationId, createdAt: 2 };
  await addExchange(database, {
    conversation,
    prompt: {
      ...shared,
      id: promptId,
      role: 'user',
      parentId: null,
      parts: [{ type: 'image', blobId: sent, alt: 'a.png' }],
    },
    reply: {
      ...shared,
      id: newId<MessageId>(),
      role: 'assistant',
      parentId: promptId,
      parts: [],
      providerId: 'any',
      modelId: 'm',
      modelName: 'M',
      continues: null,
      wait: null,
      outcome: null,
    },
  });
  await removeAttachment(database, sent); // a late click on a chip that was just sent
  await purgeAttachments(database, 1);
  expect(await findAttachment(database, unsent)).toBeDefined();
  await purgeAttachments(database, 2);
  expect(await findAttachment(database, unsent)).toBeUndefined();
  expect(await findBlob(database, unsent)).toBeUndefined();
  expect(await findBlob(database, sent)).toBeDefined();
});
