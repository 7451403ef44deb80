import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { Reply } from '@/lib/chat/message';
import type { ImageFailure } from '@/lib/chat/remote-image';
import type { ProviderEvent } from '@/lib/providers/provider';
import { listImages } from '@/lib/storage/images';
import { openDatabase } from '@/lib/storage/database';
import { rowsOf } from '@/lib/storage/testing';
import { listMessages } from '@/lib/storage/messages';
import { picture } from '@/test/fixtures/picture';
import { ChatService, type ChatServiceOptions } from '../replies/chat-service';
import { checkImage, type CheckedImage } from './image-format';
import { ImageService } from './images';
import type { ReplyStream } from '../replies/run';

const PNG = new Uint8Array(picture(8, 4));
const ADDRESS = 'https://images.example/a.png';
const PROMPT = 'A red fox in the snow';

type Fetched = CheckedImage | ImageFailure;

function fetched(): CheckedImage {
  const image = checkImage(PNG);
  if (typeof image === 'string') throw new Error(image);
  return image;
}

/** A background whose provider yields `stream`, and a conversation in it. */
async function start(
  stream: () => ReplyStream,
  fetchImage = vi.fn(async (): Promise<Fetched> => fetched()),
) {
  const database = await openDatabase(crypto.randomUUID());
  const requests: Parameters<ChatServiceOptions['openStream']>[1][] = [];
  const service = new ChatService({
    database,
    nameModel: async () => 'Painter',
    nameProvider: async () => 'Studio',
    fetchImage,
    openStream: async (_reply, request) => {
      requests.push(request);
      return { stream: stream() };
    },
    noteOutcome: async () => {},
    findSuccessor: async () => null,
  });
  const images = new ImageService(database);
  const conversationId = newId<ConversationId>();
  const ask = async (imageIds: BlobId[] = [], parentId: MessageId | null = null) => {
    const input = {
      conversationId,
      parentId,
      promptId: newId<MessageId>(),
      replyId: newId<MessageId>(),
      providerId: 'studio',
      modelId: 'painter',
      text: PROMPT,
      imageIds,
    };
    const started = await service.sendPrompt(input);
    return { ...input, started };
  };
  const replyOf = async (): Promise<Reply> => {
    const reply = (await listMessages(database, conversationId)).at(-1);
    if (reply?.role !== 'assistant') throw new Error('No reply');
    return reply;
  };
  return { database, service, images, requests, fetchImage, ask, replyOf };
}

async function* showing(...events: readonly ProviderEvent[]): ReplyStream {
  yield* events;
  return 'stop';
}

const fromService = (bytes: BlobPart) =>
  ({ type: 'image', image: new Blob([bytes], { type: 'image/jpeg' }), alt: 'Generated' }) as const;
const atAddress = { type: 'image-address', url: ADDRESS, alt: 'Generated' } as const;

test('an image is stored with where it comes from, and shown with its prompt', async () => {
  const { database, ask, replyOf } = await start(() => showing(fromService(PNG)));
  const { started, conversationId, replyId } = await ask();
  await started.ended;
  const { images } = await listImages(database, { before: null, limit: 9, isWanted: () => true });
  expect(images).toEqual([
    {
      id: expect.any(String),
      prompt: PROMPT,
      providerId: 'studio',
      providerName: 'Studio',
      modelId: 'painter',
      modelName: 'Painter',
      createdAt: expect.any(Number),
      mediaType: 'image/png', // by its bytes, whatever the service called it
      width: 8,
      height: 4,
      conversationId,
      replyId,
    },
  ]);
  expect((await replyOf()).parts).toEqual([
    { type: 'image', blobId: images[0]?.id, alt: PROMPT, width: 8, height: 4 },
  ]);
});

test('what the service calls an image and is none fails, and nothing is stored', async () => {
  const { database, ask, replyOf } = await start(() =>
    showing({ type: 'text-delta', text: 'Here:' }, fromService('<svg onload="alert(1)"/>')),
  );
  await (
    await ask()
  ).started.ended;
  const reply = await replyOf();
  expect(reply.outcome).toMatchObject({ type: 'failed', error: { kind: 'protocol' } });
  expect(reply.parts).toEqual([{ type: 'text', text: 'Here:' }]);
  expect(await rowsOf(database, 'blobs')).toEqual([]);
});

test('an address is fetched once; what cannot be had stays as a link that says why', async () => {
  const { ask, replyOf, fetchImage } = await start(() => showing(atAddress, atAddress));
  fetchImage.mockResolvedValueOnce('host-access');
  await (
    await ask()
  ).started.ended;
  expect(fetchImage).toHaveBeenCalledTimes(2);
  expect((await replyOf()).parts).toEqual([
    { type: 'image-link', url: ADDRESS, alt: PROMPT, failure: 'host-access' },
    expect.objectContaining({ type: 'image', width: 8 }),
  ]);
});

test('Stop does not wait for a download', async () => {
  const forever = vi.fn((): Promise<Fetched> => new Promise(() => {}));
  const { service, ask, replyOf } = await start(() => showing(atAddress), forever);
  const { started, replyId } = await ask();
  await expect.poll(() => forever).toHaveBeenCalled();
  service.abortReply(replyId);
  await started.ended;
  expect((await replyOf()).outcome).toEqual({ type: 'aborted' });
});

test('what is attached is an image by its bytes', async () => {
  const { images } = await start(() => showing());
  const input = { imageId: newId<BlobId>(), name: 'a.png', base64: btoa('<svg/>') };
  await expect(images.attach(input)).rejects.toMatchObject({ kind: 'rejected' });
  expect(await images.read({ imageId: input.imageId })).toBeNull();
});

test('the gallery finds images by any words of their prompt', async () => {
  const { images, ask } = await start(() => showing(fromService(PNG)));
  await (
    await ask()
  ).started.ended;
  const found = async (query: string) =>
    (await images.list({ after: null, query })).images.map(({ prompt }) => prompt);
  expect(await found('SNOW  fox')).toEqual([PROMPT]);
  expect(await found('snow dog')).toEqual([]);
});
