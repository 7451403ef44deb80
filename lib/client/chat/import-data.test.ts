import { beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ChatError } from '@/lib/chat/errors';
import { SUGGESTED_QUIET_SITES } from '@/lib/context/quiet-sites';
import type { ExchangeFile } from '@/lib/exchange/read-file';
import { readSettings } from '@/lib/settings/settings';
import { importData, readImport, removeImported } from './import-data';
import { playBackground, speakEnglish } from '../testing';

beforeEach(() => {
  fakeBrowser.reset();
  speakEnglish();
});

const everything = { withPrompts: true, withSettings: true };
const file: ExchangeFile = {
  type: 'file',
  exportedAt: 0,
  conversations: ['One', 'Two'].map((title) => ({
    title,
    createdAt: 0,
    updatedAt: 0,
    leafId: null,
    messages: [],
    images: [],
  })),
  prompts: [{ title: 'Theirs', text: 'A question' }],
  settings: { theme: 'dark', asksAtOnce: false, quietSites: ['theirs.example'] },
  endpointCount: 0,
  refused: [],
};

test('prompts and quiet sites join what is there, and all can be taken back', async () => {
  const made = playBackground({ 'stage-import': () => null });
  const { prompts: _suggested, ...before } = await readSettings();
  const result = await importData(file, everything);
  const { theme, asksAtOnce, quietSites, prompts } = await readSettings();
  expect({ theme, asksAtOnce }).toEqual({ theme: 'dark', asksAtOnce: false });
  expect(quietSites).toEqual([...SUGGESTED_QUIET_SITES, 'theirs.example']);
  expect(prompts?.map(({ title }) => title)).toEqual([
    'Explain',
    'Summarize',
    'Translate',
    'Rewrite',
    'Theirs',
  ]);
  if (result.type === 'refused') return expect.unreachable();
  expect(made.at(-1)?.input).toMatchObject({ conversationIds: result.conversationIds });

  await removeImported(result);
  const { prompts: left, ...after } = await readSettings();
  expect(after).toEqual(before);
  expect(left).toHaveLength(4);
  const deleted = made.filter(({ name }) => name === 'delete-conversation');
  expect(deleted.map(({ input }) => input)).toEqual(
    result.conversationIds.map((conversationId) => ({ conversationId })),
  );
});

test('without a tick, nothing but conversations comes in', async () => {
  playBackground({ 'stage-import': () => null });
  const before = await readSettings();
  await importData(file, { withPrompts: false, withSettings: false });
  expect(await readSettings()).toEqual(before);
});

test('conversations that cannot be stored leave the settings alone', async () => {
  playBackground({
    'stage-import': () => null,
    'finish-import': () => {
      throw new ChatError('storage', 'The disk is full');
    },
  });
  const before = await readSettings();
  await expect(importData(file, everything)).rejects.toThrow('The disk is full');
  expect(await readSettings()).toEqual(before);
});

test('settings that cannot be stored take the conversations with them', async () => {
  const made = playBackground({ 'stage-import': () => null });
  vi.spyOn(browser.storage.local, 'set').mockRejectedValueOnce(new Error('The disk is full'));
  await expect(importData(file, everything)).rejects.toThrow('The disk is full');
  expect(made.slice(-3).map(({ name }) => name)).toEqual([
    'finish-import',
    'delete-conversation',
    'delete-conversation',
  ]);
});

test('an image that is none ends the import before anything is changed', async () => {
  const made = playBackground({
    'stage-import': ({ conversation: { title } }) => (title === 'Two' ? 'images.0' : null),
  });
  const before = await readSettings();
  expect(await importData(file, everything)).toEqual({
    type: 'refused',
    refused: [
      {
        record: 'conversation',
        number: 2,
        title: 'Two',
        fault: { type: 'image', where: 'images.0' },
      },
    ],
  });
  expect(await readSettings()).toEqual(before);
  expect(made.map(({ name }) => name)).not.toContain('finish-import');
});

test('a file is read without a word to the background', async () => {
  const made = playBackground({});
  expect(await readImport(new Blob(['{}']))).toEqual({ type: 'refused', fault: 'other-app' });
  expect(made).toEqual([]);
});
