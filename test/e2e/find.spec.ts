import type { Page } from '@playwright/test';
import type { ChatPage } from './chat-page';
import { expect, test } from './extension';
import { seedConversation } from './long-conversation';

const TITLE = 'folded';
const LINES = Array.from({ length: 1200 }, (_, index) => `let value${index} = ${index};`);
LINES[900] = 'const needle = 900;';
const CODE = ['```js', ...LINES, '```'].join('\n');

test.beforeEach(async ({ extension, chat }) => {
  const page = await extension.openExtensionPage('options.html');
  const reasoning = 'First I think of a *quokka*.';
  await seedConversation(page, { id: TITLE, count: 4, text: CODE, reasoning });
  await page.close();
  await chat.page.reload();
  const list = await chat.openConversations();
  await list.getByText(TITLE, { exact: true }).click();
  await expect(chat.lastReply).toBeVisible();
});

async function find(chat: ChatPage, query: string): Promise<void> {
  await chat.page.keyboard.press('ControlOrMeta+f');
  await chat.page.keyboard.type(query);
}

/** The marked match: its first text node, all of it, and whether it can be seen. */
const currentMatch = (page: Page) =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('find-current') ?? [];
    const log = document.querySelector('[role="log"]');
    if (!(range instanceof Range) || log === null) return null;
    const view = log.getBoundingClientRect();
    const { top, bottom, height } = range.getBoundingClientRect();
    return {
      begins: range.startContainer.textContent,
      text: range.toString(),
      isSeen: height > 0 && top >= view.top && bottom <= view.bottom,
    };
  });

test('going to a match in folded code unfolds it, and the mark stays as colours come', async ({
  chat,
}) => {
  await expect(chat.lastReply.getByRole('button', { name: 'Show all' })).toBeAttached();
  await find(chat, 'const needle');
  await expect(chat.page.getByText('2 of 2')).toBeVisible();
  await expect(chat.lastReply.getByRole('button', { name: 'Show fewer lines' })).toBeAttached();
  const coloured = { begins: 'const', text: 'const needle', isSeen: true };
  await expect.poll(() => currentMatch(chat.page)).toEqual(coloured);
  await chat.page.keyboard.press('Enter');
  await expect(chat.page.getByText('1 of 2')).toBeVisible();
  await expect.poll(() => currentMatch(chat.page)).toEqual(coloured);
  const firstReply = chat.log.locator('[data-message]').filter({ hasText: 'let value899' }).first();
  await expect(firstReply.getByRole('button', { name: 'Show fewer lines' })).toBeAttached();
  await expect(chat.page.getByRole('button', { name: 'Show all' })).toHaveCount(0);
});

test('going to a match in what a model thought opens its thoughts', async ({ chat }) => {
  await find(chat, 'quokka');
  await expect(chat.page.getByText('2 of 2')).toBeVisible();
  const match = { begins: 'quokka', text: 'quokka', isSeen: true };
  await expect.poll(() => currentMatch(chat.page)).toEqual(match);
  await expect(chat.log.locator('details[open]')).toHaveCount(1);
  await chat.page.keyboard.press('Enter');
  await expect(chat.page.getByText('1 of 2')).toBeVisible();
  await expect.poll(() => currentMatch(chat.page)).toEqual(match);
  await expect(chat.log.locator('details[open]')).toHaveCount(2);
});
