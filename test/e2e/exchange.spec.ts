import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { Message } from '@/lib/chat/message';
import { request } from './background-request';
import { expect, test as base } from './extension';

const KEY = 'sk-canary-exchange-0123456789';

const test = base.extend<{ settings: Page }>({
  settings: async ({ extension }, use) => use(await extension.openExtensionPage('options.html')),
});

async function exported(settings: Page): Promise<string> {
  const downloading = settings.waitForEvent('download');
  await settings.getByRole('button', { name: 'Save as a file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^sidelight-\d{4}-\d\d-\d\d\.json$/);
  return readFile(await download.path(), 'utf8');
}

async function open(settings: Page, file: string | Buffer): Promise<void> {
  await settings.locator('input[type="file"]').setInputFiles({
    name: 'export.json',
    mimeType: 'application/json',
    buffer: Buffer.from(file),
  });
}

/** All that the only conversation is, with ids by their order; what an import marks left out. */
async function contentOf(page: Page) {
  const [conversation] = await request(page, 'list-conversations', {});
  if (conversation === undefined) return null;
  const { id: conversationId } = conversation;
  const read = await request(page, 'read-conversation', { conversationId });
  const messages = read?.messages ?? [];
  const numbers = new Map(messages.map(({ id }, index) => [id, index]));
  const number = (id: Message['id'] | null) => (id === null ? null : numbers.get(id));
  return {
    title: conversation.title,
    createdAt: conversation.createdAt,
    updatedAt: conversation.updatedAt,
    leaf: number(conversation.leafId),
    messages: messages.map((message) => ({
      ...message,
      id: number(message.id),
      parentId: number(message.parentId),
      conversationId: null,
      importedAt: null,
    })),
  };
}

/** All that is stored anywhere. */
function stored(page: Page) {
  return page.evaluate(async () => {
    const opening = indexedDB.open('sidelight');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const database = opening.result;
    const names = [...database.objectStoreNames];
    const transaction = database.transaction(names);
    const stores = names.map(
      (name) =>
        new Promise((resolve) => {
          const reading = transaction.objectStore(name).getAll();
          reading.addEventListener('success', () => resolve([name, reading.result]));
        }),
    );
    const all = await Promise.all(stores);
    database.close();
    return JSON.stringify([all, await chrome.storage.local.get(null)]);
  });
}

test('what is exported and deleted comes back as it was, and is marked', async ({
  chat,
  emulator,
  settings,
}) => {
  emulator.script.reply = 'First, with **marks**.';
  await chat.ask('What is a tree?');
  await chat.waitForReply();
  emulator.script.reply = 'Second.';
  await chat.lastReply.hover();
  await chat.lastReply.getByRole('button', { name: 'Regenerate' }).click();
  await expect(chat.lastReply).toContainText('Second.');
  await chat.waitForReply();
  const before = await contentOf(settings);
  const text = await exported(settings);
  await expect(settings.getByText('Saved 1 conversation.')).toBeVisible();

  const [conversation] = await request(settings, 'list-conversations', {});
  if (conversation) {
    await request(settings, 'delete-conversation', { conversationId: conversation.id });
  }
  expect(await contentOf(settings)).toBeNull();
  await open(settings, text);
  await settings.getByRole('button', { name: 'Import these' }).click();
  await expect(settings.getByText('1 conversation was imported.')).toBeVisible();
  expect(await contentOf(settings)).toEqual(before);

  const list = await chat.openConversations();
  await expect(list.getByRole('listitem')).toContainText('Imported');
  await list.getByRole('button', { name: /^What is a tree/ }).click();
  await expect(chat.lastReply).toContainText('Second.');
  await expect(chat.lastReply).toContainText('Imported');

  await settings.getByRole('button', { name: 'Remove what was imported' }).click();
  await expect(settings.getByText('What was imported is removed.')).toBeVisible();
  expect(await contentOf(settings)).toBeNull();
});

test('a file has no key, and servers only with a tick', async ({ settings }) => {
  const providerId = await request(settings, 'add-endpoint', {
    kind: 'openai-compatible',
    name: 'My server',
    baseUrl: 'https://models.example/v1',
  });
  await request(settings, 'save-key', { providerId, key: KEY });
  await request(settings, 'save-headers', { providerId, headers: { 'x-secret': KEY } });
  const plain = await exported(settings);
  expect(plain).not.toContain(KEY);
  expect(plain).not.toContain('models.example');
  await settings.getByLabel('With the addresses of your servers').check();
  const withServers = await exported(settings);
  expect(withServers).not.toContain(KEY);
  expect(JSON.parse(withServers)).toMatchObject({
    endpoints: [{ name: 'My server', baseUrl: 'https://models.example/v1' }],
  });

  const before = await stored(settings);
  await open(settings, withServers);
  await expect(settings.getByText('A server in the file is left out.')).toBeVisible();
  await settings.getByRole('button', { name: 'Import these' }).click();
  await expect(settings.getByText('0 conversations were imported.')).toBeVisible();
  expect(await stored(settings)).toBe(before);
});

test('a file that is not right is refused in a sentence, and changes nothing', async ({
  chat,
  settings,
}) => {
  await chat.ask('A question');
  await chat.waitForReply();
  const text = await exported(settings);
  const before = await stored(settings);
  const changed = (change: (file: Record<string, unknown>) => void) => {
    const file: Record<string, unknown> = JSON.parse(text);
    change(file);
    return JSON.stringify(file);
  };
  const lying = { title: 'Lies', createdAt: 1, updatedAt: 1, leafId: 'none', messages: [] };
  const refused: [file: string | Buffer, sentence: string][] = [
    ['', 'The file is empty.'],
    [text.slice(0, -20), 'The file is damaged'],
    [Buffer.from([0x1f, 0x8b, 0xff, 0xfe]), 'The file is damaged'],
    ['['.repeat(100_000), 'The file is damaged'],
    ['{"storageLocal":{"settings":{"model":null}}}', 'not an export of Sidelight'],
    [changed((file) => (file['version'] = 2)), 'from a newer Sidelight'],
    [
      changed((file) => (file['conversations'] = [...asList(file['conversations']), lying])),
      'Conversation 2 (Lies): “images” is missing',
    ],
    [
      changed((file) => (file['conversations'] = [{ ...lying, images: [] }])),
      'Conversation 1 (Lies): “leafId” does not follow',
    ],
  ];
  for (const [file, sentence] of refused) {
    await open(settings, file);
    await expect(settings.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  }
  await open(
    settings,
    text.replace('"conversations"', '"__proto__":{"x":1},"keys":{},"conversations"'),
  );
  await expect(settings.getByRole('button', { name: 'Import these' })).toBeVisible();
  expect(await stored(settings)).toBe(before);
});

test('an image that is none refuses the file as a whole', async ({ chat, settings }) => {
  await chat.ask('A question');
  await chat.waitForReply();
  const file: { conversations: Record<string, unknown>[] } = JSON.parse(await exported(settings));
  const [conversation] = file.conversations;
  const image = { id: 'x', mediaType: 'image/png', base64: btoa('<svg onload="alert(1)"/>') };
  const hostile = { ...conversation, title: 'A picture', images: [image] };
  const before = await stored(settings);
  await open(settings, JSON.stringify({ ...file, conversations: [conversation, hostile] }));
  await settings.getByRole('button', { name: 'Import these' }).click();
  await expect(settings.getByRole('alert')).toContainText(
    'Conversation 2 (A picture): “images.0” is not an image',
  );
  expect(await stored(settings)).toBe(before);
});

test('a conversation is copied and saved as Markdown', async ({ chat, emulator, extension }) => {
  await extension.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  emulator.script.reply = 'An answer with **marks**.';
  await chat.ask('A question');
  await chat.waitForReply();
  const markdown =
    /^# A question\n\n## You\n\nA question\n\n## .+\n\nAn answer with \*\*marks\*\*\.\n$/;
  const menu = chat.page.getByRole('button', { name: 'More' });
  await menu.click();
  await chat.page.getByRole('menuitem', { name: 'Copy conversation as Markdown' }).click();
  await expect
    .poll(() => chat.page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(markdown);
  const downloading = chat.page.waitForEvent('download');
  await menu.click();
  await chat.page.getByRole('menuitem', { name: 'Export conversation' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^a-question-\d{4}-\d\d-\d\d\.md$/);
  expect(await readFile(await download.path(), 'utf8')).toMatch(markdown);
});

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
