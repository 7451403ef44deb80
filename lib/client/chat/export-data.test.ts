import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { BlobId, ConversationId, MessageId } from '@/lib/chat/ids';
import type { Prompt } from '@/lib/chat/message';
import { MAX_FILE_BYTES } from '@/lib/exchange/format';
import { readExchangeFile } from '@/lib/exchange/read-file';
import { changeSettings } from '@/lib/settings/settings';
import { exportData, type ExportOptions } from './export-data';
import { playBackground } from '../testing';

beforeEach(() => fakeBrowser.reset());

const base64 = 'A'.repeat(30_000_000);
const titles = ['One', 'Two', 'Damaged', 'Gone'];

/** A background with a large image in each conversation, of which two cannot be read. */
function play() {
  return playBackground({
    'list-conversations': () => titles.map(conversation),
    'read-conversation': ({ conversationId }) => {
      if (conversationId === 'Gone') return null;
      if (conversationId === 'Damaged') throw new Error('Damaged');
      return { conversation: conversation(conversationId), messages: [prompt(conversationId)] };
    },
    'read-image': () => ({ mediaType: 'image/png', base64 }),
  });
}

const conversation = (title: string) => ({
  id: title as ConversationId,
  title,
  createdAt: 1,
  updatedAt: 1,
  leafId: `p-${title}` as MessageId,
});

const prompt = (title: string): Prompt => ({
  id: `p-${title}` as MessageId,
  conversationId: title as ConversationId,
  role: 'user',
  parentId: null,
  createdAt: 1,
  parts: [{ type: 'image', blobId: `i-${title}` as BlobId, alt: '' }],
});

const options: ExportOptions = { withImages: false, withEndpoints: false, onProgress: () => {} };

test('files are as large as an import takes them, and each is whole', async () => {
  play();
  await changeSettings((settings) => ({
    ...settings,
    prompts: [{ id: 'mine', title: 'Mine', text: 'A question' }],
  }));
  const { files, missing } = await exportData({ ...options, withImages: true });
  expect(missing).toEqual(['Damaged', 'Gone']);
  expect(files.every(({ size }) => size <= MAX_FILE_BYTES)).toBe(true);
  const readings = await Promise.all(files.map((file) => readExchangeFile(file, async () => {})));
  expect(readings).toMatchObject([
    { conversations: [{ title: 'One' }], prompts: [{ title: 'Mine', text: 'A question' }] },
    { conversations: [{ title: 'Two' }], prompts: [], settings: null },
  ]);
});

test('images that were not asked for are not even read', async () => {
  const made = play();
  const { files, conversationCount } = await exportData(options);
  expect(conversationCount).toBe(2);
  expect(files).toHaveLength(1);
  expect(made.map(({ name }) => name)).not.toContain('read-image');
});
