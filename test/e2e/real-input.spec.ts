import type { Page } from '@playwright/test';
import { ChatPage } from './chat-page';
import { startDesktop, type Desktop } from './desktop';
import { expect } from './extension';
import { pageThatOpens, selectText, test as base, type OpenPage } from './page-site';

/** Menus, keys and the address bar as a user's keyboard works them, in a window on a display. */
const test = base.extend<{ desktop: Desktop }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  desktop: async ({}, use) => {
    await using desktop = await startDesktop();
    await use(desktop);
  },
  display: async ({ desktop }, use) => use(desktop.display),
});

const ABOUT = 'The lighthouse stands on the northern cape.';
const HTML = `<title>The cape</title><p id="text">${ABOUT}</p>`;

/** Opens the page in front, with its text selected. */
async function openSelected(openPage: OpenPage): Promise<Page> {
  const page = await openPage(HTML);
  await page.bringToFront();
  await selectText(page, '#text');
  return page;
}

test('the menu of a page opens the panel, and the question about the selection is answered there', async ({
  extension,
  emulator,
  desktop,
  openPage,
}) => {
  emulator.script.reply = 'A tower with a light.';
  const page = await openSelected(openPage);
  const opened = pageThatOpens(extension, 'sidepanel.html');
  const windows = await desktop.countWindows();
  await page.locator('#text').click({ button: 'right' });
  await expect.poll(() => desktop.countWindows()).toBeGreaterThan(windows);
  await desktop.press('Up', 'Up', 'Right', 'Return');
  const chat = new ChatPage(await opened);
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('A tower with a light.');
  await expect(chat.prompts).toHaveCount(1);
  await expect(chat.prompts.first()).toContainText('Explain this.');
});

test('two presses lead from a selection to a reply in the popup', async ({
  extension,
  emulator,
  desktop,
  openPage,
}) => {
  emulator.script.reply = 'It is a tower.';
  await openSelected(openPage);
  const opened = pageThatOpens(extension, 'popup.html');
  await desktop.press('alt+shift+l');
  const chat = new ChatPage(await opened);
  await expect(chat.messageBox).toBeFocused();
  await expect(async () => {
    await desktop.press('1'); // goes to the page until the browser has shown the popup
    await expect(chat.prompts).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('It is a tower.');
  await expect(chat.prompts.first()).toContainText('Explain this in plain words.');
});

test('the key for the sidebar opens it, and the key for the selection asks in it', async ({
  extension,
  emulator,
  desktop,
  openPage,
}) => {
  emulator.script.reply = 'A tower with a light.';
  const page = await openSelected(openPage);
  const opened = pageThatOpens(extension, 'sidepanel.html');
  await desktop.press('alt+shift+s');
  const chat = new ChatPage(await opened);
  await expect(chat.messageBox).toBeVisible();
  await page.bringToFront();
  await page.locator('#text').click(); // the panel had the keyboard
  await selectText(page, '#text');
  await desktop.press('alt+shift+u');
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('A tower with a light.');
});

test('a question typed into the address bar is answered in the tab', async ({
  extension,
  emulator,
  desktop,
  openPage,
}) => {
  emulator.script.reply = 'By its light.';
  const page = await openPage(HTML);
  await page.bringToFront();
  await expect(async () => {
    await desktop.press('ctrl+l');
    await desktop.type('ai');
    await desktop.press('Tab'); // goes elsewhere until the browser has found the keyword
    await desktop.type('How is a lighthouse seen?');
    await desktop.press('Return');
    await expect.poll(() => page.url(), { timeout: 3_000 }).toContain('/sidepanel.html#');
  }).toPass();
  const chat = new ChatPage(page);
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('By its light.');
  expect(extension.context.pages()).toContain(page);
});
