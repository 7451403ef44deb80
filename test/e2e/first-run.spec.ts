import type { Locator } from '@playwright/test';
import { startOpenaiEmulator, type OpenaiEmulator } from '../emulators/openai';
import { expect, test as base } from './extension';

const KEY = 'sk-proj-canary-first-run-0123456789';

const test = base.extend<{ openai: OpenaiEmulator }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  openai: async ({}, use) => {
    await using openai = await startOpenaiEmulator({ script: { key: KEY } });
    await use(openai);
  },
  network: async ({ network, openai }, use) => use([...network, openai]),
});

test.describe('with nothing allowed yet', () => {
  test.use({ hostAccess: 'promptless' });

  test('a free service answers after one click and typing', async ({ chat, emulator }) => {
    const clicks = countClicks();
    expect(emulator.requests).toEqual([]); // not one request before
    emulator.script.reply = 'An answer.';
    await clicks.on(chat.page.getByRole('button', { name: 'A free service' }));
    await expect(chat.messageBox).toBeFocused();
    await chat.page.keyboard.type('A question');
    await chat.page.keyboard.press('Enter');
    await expect(chat.lastReply).toContainText('An answer.');
    expect(clicks.count()).toBe(1);
  });

  test('a pasted key answers after two clicks, told by its first letters', async ({
    chat,
    emulator,
    openai,
  }) => {
    const clicks = countClicks();
    openai.script.reply = 'An answer from OpenAI.';
    await clicks.on(chat.page.getByRole('button', { name: 'My own key' }));
    await expect(chat.page.getByLabel('Key', { exact: true })).toBeFocused();
    await chat.page.keyboard.insertText(KEY);
    await expect(chat.page.getByLabel('Service')).toHaveValue('openai');
    await clicks.on(chat.page.getByRole('button', { name: 'Save and test' }));
    await expect(chat.messageBox).toBeFocused();
    await chat.page.keyboard.type('A question');
    await chat.page.keyboard.press('Enter');
    await expect(chat.lastReply).toContainText('An answer from OpenAI.');
    expect(clicks.count()).toBe(2);
    expect(emulator.requests).toEqual([]); // and nobody else was asked anything
    expect(await chat.page.content()).not.toContain(KEY);
  });
});

test('a key that is refused is said so, and another one can be tried', async ({ chat, openai }) => {
  const { page } = chat;
  await page.getByRole('button', { name: 'My own key' }).click();
  await page.getByLabel('Key', { exact: true }).fill('sk-wrong');
  await page.getByRole('button', { name: 'Save and test' }).click();
  await expect(chat.alert).toContainText('OpenAI did not accept the key');
  await page.getByLabel('Key', { exact: true }).fill(KEY);
  await page.getByRole('button', { name: 'Save and test' }).click();
  await expect(chat.messageBox).toBeFocused();
  await chat.ask('A question');
  await chat.waitForReply();
  await expect(chat.modelButton).toBeVisible();
  expect(openai.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
});

test('it can be skipped, and does not come again', async ({ chat }) => {
  const title = chat.page.getByRole('heading', { name: 'Who should answer?' });
  await expect(title).toBeVisible();
  await chat.page.getByRole('button', { name: 'Skip, set up later' }).click();
  await expect(title).toHaveCount(0);
  await expect(chat.messageBox).toBeFocused();
  await chat.page.reload();
  await expect(
    chat.page.getByRole('button', { name: 'See what a reply looks like' }),
  ).toBeVisible();
  await expect(title).toHaveCount(0);
});

test('whoever just asks has set up what they need', async ({ chat, emulator }) => {
  emulator.script.reply = 'An answer.';
  await chat.ask('A question');
  await expect(chat.lastReply).toContainText('An answer.');
  await chat.newChatButton.click();
  await expect(
    chat.page.getByRole('button', { name: 'See what a reply looks like' }),
  ).toBeVisible();
});

function countClicks() {
  let clicks = 0;
  return {
    count: () => clicks,
    async on(button: Locator): Promise<void> {
      clicks += 1;
      await button.click();
    },
  };
}
