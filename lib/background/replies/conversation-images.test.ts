import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { newId, type BlobId, type ConversationId } from '@/lib/chat/ids';
import type { ImageFailure } from '@/lib/chat/remote-image';
import { findImage } from '@/lib/storage/images';
import { rowsOf } from '@/lib/storage/testing';
import { picture } from '@/test/fixtures/picture';
import { speaker, start, promptInput, replyIn } from '@/test/fixtures/chat-background';
import { checkImage, type CheckedImage } from '../images/image-format';
import { ImageService } from '../images/images';

const PNG = new Uint8Array(picture(8, 4));
const ADDRESS = 'https://images.example/a.png';
const PROMPT = 'A red fox in the snow';

function fetched(): CheckedImage {
  const image = checkImage(PNG);
  if (typeof image === 'string') throw new Error(image);
  return image;
}

test('Load keeps an image in the reply for good, once however often it is asked for', async () => {
  const fetchImage = vi.fn(async (): Promise<CheckedImage | ImageFailure> => fetched());
  const { database, service } = await start(async function* () {
    yield { type: 'image-address', url: ADDRESS, alt: 'Generated' };
    return 'stop';
  }, fetchImage);
  const input = promptInput(newId<ConversationId>(), PROMPT);
  const { conversationId, replyId } = input;
  fetchImage.mockResolvedValueOnce('network');
  await (
    await service.sendPrompt(input)
  ).ended;
  fetchImage.mockResolvedValueOnce('too-large');
  const link = { conversationId, replyId, url: ADDRESS };
  expect(await service.images.load(link)).toBe('too-large');
  expect((await replyIn(database, conversationId)).parts).toMatchObject([{ type: 'image-link' }]);

  const loaded = await Promise.all([service.images.load(link), service.images.load(link)]);
  expect(loaded).toEqual([null, null]);
  const [part, ...others] = (await replyIn(database, conversationId)).parts;
  expect(others).toEqual([]);
  if (part?.type !== 'image') throw new Error('No image');
  expect(part.alt).toBe(PROMPT);
  expect(await findImage(database, part.blobId)).toBeDefined();
  expect(await rowsOf(database, 'images')).toMatchObject([{ id: part.blobId }]);
});

test('attached images go with their prompt, and with another version of it', async () => {
  const { answer, requests } = speaker(['A fox.']);
  const { database, service } = await start(answer);
  const imageId = newId<BlobId>();
  const base64 = Buffer.from(PNG).toString('base64');
  await new ImageService(database).attach({ imageId, name: 'fox.png', base64 });
  const conversationId = newId<ConversationId>();
  const ask = (id: BlobId) =>
    service.sendPrompt({ ...promptInput(conversationId, PROMPT), imageIds: [id] });
  for (let version = 0; version < 2; version += 1) {
    await (
      await ask(imageId)
    ).ended; // the second time as a sibling: an edited prompt
    const turn = requests.at(-1)?.turns.at(-1);
    expect(turn?.images.map(({ size }) => size)).toEqual([PNG.length]);
    const reply = await replyIn(database, conversationId);
    expect(reply).toMatchObject({ outcome: { type: 'complete' } });
  }
  await expect(ask(newId<BlobId>())).rejects.toThrow('No image');
});
