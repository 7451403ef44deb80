import type { Locator } from '@playwright/test';
import { makeReply } from '@/scripts/bench/replies';
import type { ChatPage } from './chat-page';
import { expect, test } from './extension';
import { seedConversation } from './long-conversation';

const COUNT = 2000;
const LAST = `Reply ${COUNT - 1}`;
const MAX_NODES = 6000;
const TITLE = 'long';

test.beforeEach(async ({ extension, chat }) => {
  const page = await extension.openExtensionPage('options.html');
  const text = makeReply('mixed', 350);
  await seedConversation(page, { id: TITLE, count: COUNT, text });
  await page.close();
  await chat.page.reload();
  const list = await chat.openConversations();
  await list.getByText(TITLE, { exact: true }).click();
});

const nodeCount = (chat: ChatPage) =>
  chat.page.evaluate(() => document.querySelectorAll('*').length);

/** A text that begins a message: `Question 2` is not `Question 20`. */
const line = (chat: ChatPage, text: string): Locator => chat.log.getByText(text, { exact: true });

const scrollTo = (chat: ChatPage, fraction: number) =>
  chat.log.evaluate((log, part) => {
    log.scrollTop = part * (log.scrollHeight - log.clientHeight);
  }, fraction);

/** The text at the upper edge of the thread, and how far below it stands. */
const atTop = (chat: ChatPage) =>
  chat.log.evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll('[data-message]')].find(
      (each) => each.getBoundingClientRect().bottom > edge,
    );
    return {
      message: row?.getAttribute('data-message'),
      offset: Math.round((row?.getBoundingClientRect().top ?? 0) - edge),
    };
  });

test('a long conversation opens at its end, and few of its messages are mounted', async ({
  chat,
}) => {
  await expect(line(chat, LAST)).toBeAttached();
  await expect(chat.lastReply.getByText('THE-END')).toBeInViewport();
  await expect.poll(() => chat.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(500_000);
  expect(await nodeCount(chat)).toBeLessThan(MAX_NODES);
  await expect(chat.lastReply.getByText('THE-END')).toBeInViewport();
});

test('scrolling reaches the first message and any other, and never mounts many', async ({
  chat,
}) => {
  await expect.poll(() => chat.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(500_000);
  for (const fraction of [0.75, 0.2, 0.5, 0.49, 0.1]) {
    await scrollTo(chat, fraction);
    await expect.poll(async () => (await atTop(chat)).message).toBeTruthy();
    expect(await nodeCount(chat)).toBeLessThan(MAX_NODES);
  }
  await scrollTo(chat, 0);
  await expect(line(chat, 'Question 0')).toBeInViewport();
  await chat.page.getByRole('button', { name: /latest/i }).click();
  await expect(chat.lastReply.getByText('THE-END')).toBeInViewport();
  await expect(line(chat, 'Question 0')).not.toBeAttached();
});

test('what is read stands still while messages above it are mounted', async ({ chat }) => {
  await expect.poll(() => chat.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(500_000);
  await scrollTo(chat, 0.5);
  await expect.poll(async () => (await atTop(chat)).message).toBeTruthy();
  for (let step = 0; step < 20; step += 1) {
    const jumps = await chat.log.evaluate(async (log) => {
      log.scrollTop -= 300;
      const { left, top, width, height } = log.getBoundingClientRect();
      let read: Element | null = null;
      const places: number[] = [];
      for (let frame = 0; frame < 8; frame += 1) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        if (frame < 2) continue; // what comes into view may be as high as it is only now
        read ??= document.elementFromPoint(left + width / 2, top + height / 2);
        places.push(Math.round(read?.getBoundingClientRect().top ?? Number.NaN));
      }
      return places.filter((place) => Math.abs(place - (places[0] ?? 0)) > 1);
    });
    expect(jumps).toEqual([]);
  }
});

test('find reaches text far from what is mounted', async ({ chat }) => {
  await expect(line(chat, LAST)).toBeAttached();
  await chat.page.keyboard.press('ControlOrMeta+f');
  const field = chat.page.getByRole('searchbox', { name: 'Find in conversation' });
  await expect(field).toBeFocused();
  await field.fill('question  4');
  await expect(chat.page.getByText('56 of 56')).toBeVisible(); // 4, 40 to 48, 400 to 498
  await expect(line(chat, 'Question 498')).toBeInViewport();
  await field.press('Enter');
  await expect(chat.page.getByText('1 of 56')).toBeVisible();
  await expect(line(chat, 'Question 4')).toBeInViewport();
  expect(await nodeCount(chat)).toBeLessThan(MAX_NODES);
  expect(
    await chat.page.evaluate(() => [...(CSS.highlights.get('find-current') ?? [])].map(String)),
  ).toEqual(['Question 4']);
  await field.press('Shift+Enter');
  await expect(chat.page.getByText('56 of 56')).toBeVisible();
  await expect(line(chat, 'Question 498')).toBeInViewport();
  await field.press('Escape');
  await expect(field).toHaveCount(0);
  await expect(chat.messageBox).toBeFocused();
  await expect(line(chat, 'Question 498')).toBeInViewport();
  expect(await chat.page.evaluate(() => CSS.highlights.get('find')?.size)).toBe(0);
});

test('reopening keeps the place', async ({ chat }) => {
  await expect.poll(() => chat.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(500_000);
  await scrollTo(chat, 0.3);
  await expect.poll(async () => (await atTop(chat)).message).toBeTruthy();
  await chat.page.waitForTimeout(200); // the messages around are mounted one by one
  const before = await atTop(chat);
  await chat.page.reload();
  await expect.poll(() => atTop(chat)).toEqual(before);
});

test('a new prompt is followed from wherever the reader was', async ({ chat, emulator }) => {
  emulator.script.reply = 'The answer.';
  await expect.poll(() => chat.log.evaluate((log) => log.scrollHeight)).toBeGreaterThan(500_000);
  await scrollTo(chat, 0.3);
  await chat.messageBox.fill('One more');
  await chat.messageBox.press('Enter');
  await expect(chat.lastReply).toContainText('The answer.');
  await expect(line(chat, 'The answer.')).toBeInViewport();
});
