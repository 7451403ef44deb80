import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '@/scripts/browser/extension-browser';
import { request } from './background-request';
import { ChatPage } from './chat-page';
import { expect } from './extension';
import { selectText, test } from './page-site';

const ABOUT = 'The lighthouse stands on the northern cape.';
const LONG = Array.from({ length: 400 }, (_, index) =>
  index === 300
    ? '<p>The zebra finch learns its song from its father.</p>'
    : `<p>Paragraph ${index}. ${'Nothing of note happens here at all. '.repeat(6)}</p>`,
).join('');
const SITE = 'https://site.example/*';

/** The panel beside a page that it may read. */
async function openBeside(extension: ExtensionBrowser, page: Page): Promise<ChatPage> {
  await extension.grantHostAccess([SITE]);
  const panel = await extension.openSidePanel();
  await panel.evaluate((site) => chrome.permissions.request({ origins: [site] }), SITE);
  await page.bringToFront();
  return new ChatPage(panel);
}

async function add(chat: ChatPage, item: string): Promise<void> {
  await chat.page.getByRole('button', { name: 'Add from a page' }).click();
  await chat.page.getByRole('menuitem', { name: item, exact: true }).click();
}

test('this page goes along with a question, and is shown with it', async ({
  extension,
  emulator,
  openPage,
}) => {
  const page = await openPage(`<title>The cape</title><p>${ABOUT}</p>`);
  const chat = await openBeside(extension, page);
  await add(chat, 'This page');
  const chips = chat.page.getByRole('list', { name: 'Pages beside the message' });
  await expect(chips.getByRole('button', { name: /The cape.*11 tokens/ })).toBeVisible();
  await expect(chat.page.getByText('Pinned to The cape')).toBeVisible();
  expect(emulator.requests.filter(({ body }) => body.includes(ABOUT))).toEqual([]);
  await chat.ask('Where is it?');
  await chat.waitForReply();
  await expect(chips).toHaveCount(0);
  const asked = emulator.requests.find(({ body }) => body.includes(ABOUT));
  expect(asked?.body).toContain('Where is it?');
  await expect(chat.prompts.last().getByText('The cape')).toBeVisible();
  await expect(chat.page.getByRole('textbox', { name: 'Title' })).toHaveValue('Where is it?');

  await chat.messageBox.press('ArrowUp'); // editing keeps it
  await expect(chips.getByRole('button', { name: /The cape.*tokens/ })).toBeVisible();
});

test('of a long page the part that fits the question can be chosen', async ({
  extension,
  emulator,
  openPage,
}) => {
  const page = await openPage(`<title>Long</title>${LONG}`);
  const chat = await openBeside(extension, page);
  await add(chat, 'This page');
  const chip = chat.page.getByRole('button', { name: /Long.*reads \d\d?%/ });
  await expect(chip).toBeVisible();
  await chat.page.getByRole('button', { name: 'How much of it' }).click();
  await chat.page.getByRole('menuitemradio', { name: 'What fits the question' }).click();
  await chat.ask('From whom does the zebra finch learn its song?');
  await chat.waitForReply();
  const asked = emulator.requests.findLast(({ method }) => method === 'POST');
  expect(asked?.body).toContain('The zebra finch learns its song from its father.');
  expect(asked?.body).not.toContain('Paragraph 399.');
});

test('the selection and another tab stand beside the question', async ({
  extension,
  emulator,
  openPage,
}) => {
  await openPage('<title>Other page</title><p>The harbour lies to the south of the town.</p>');
  const page = await openPage(`<title>The cape</title><p id="text">${ABOUT}</p><p>Unselected.</p>`);
  const chat = await openBeside(extension, page);
  await selectText(page, '#text');
  await add(chat, 'What is selected');
  await expect(chat.page.getByText(`“${ABOUT}”`)).toBeVisible();
  await chat.messageBox.pressSequentially('Compare with @oth');
  await expect(chat.page.getByRole('option', { name: /Other page/ })).toBeVisible();
  await chat.messageBox.press('Enter');
  await expect(chat.messageBox).toHaveValue('Compare with ');
  await expect(chat.page.getByRole('button', { name: /Other page.*tokens/ })).toBeVisible();
  await chat.messageBox.pressSequentially('it.');
  await chat.messageBox.press('Enter');
  await chat.waitForReply();
  const asked = emulator.requests.findLast(({ method }) => method === 'POST');
  expect(asked?.body).toContain(ABOUT);
  expect(asked?.body).toContain('The harbour lies to the south of the town.');
  expect(asked?.body).not.toContain('Unselected.');
});

test('a page without access says so, and is read once it is allowed', async ({
  extension,
  openPage,
}) => {
  const panel = await extension.openSidePanel();
  const page = await openPage(`<title>The cape</title><p>${ABOUT}</p>`);
  await page.bringToFront();
  const chat = new ChatPage(panel);
  await add(chat, 'This page');
  await expect(chat.alert).toContainText('Sidelight has no access to this page.');
  await extension.grantHostAccess(['https://*/*', 'http://*/*']);
  await panel.bringToFront();
  await page.bringToFront();
  await chat.page.getByRole('button', { name: 'Allow on all sites' }).click();
  await expect(chat.page.getByRole('button', { name: /The cape.*tokens/ })).toBeVisible();
});

test('nothing is read on a quiet site', async ({ extension, openPage }) => {
  await extension.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { quietSites: ['site.example'], isSetUp: true } }),
  );
  const page = await openPage(`<title>The cape</title><p id="text">${ABOUT}</p>`);
  await selectText(page, '#text');
  const chat = await openBeside(extension, page);
  const scripts = await countScripts(extension);
  for (const item of ['This page', 'What is selected']) {
    await add(chat, item);
    await expect(chat.alert).toContainText('Nothing is read on site.example');
    await chat.page.getByRole('button', { name: 'Dismiss' }).click();
  }
  await chat.messageBox.fill('@cape');
  await expect(chat.page.getByRole('option', { name: /The cape/ })).toBeVisible();
  await chat.messageBox.press('Enter');
  await expect(chat.alert).toContainText('Nothing is read on site.example');
  expect(await scripts()).toBe(0);
});

test('a followed page is read when the question is sent, not before', async ({
  extension,
  emulator,
  openPage,
}) => {
  const first = await openPage(`<title>The cape</title><p>${ABOUT}</p>`);
  const chat = await openBeside(extension, first);
  await add(chat, 'This page');
  await chat.page.getByRole('button', { name: 'Follow this tab' }).click();
  await expect(chat.page.getByText('Follows this tab')).toBeVisible();
  const scripts = await countScripts(extension);
  const second = await openPage('<title>Harbour</title><p>The harbour lies to the south.</p>');
  await second.bringToFront();
  expect(await scripts()).toBe(0);
  await chat.ask('What is this?');
  await chat.waitForReply();
  expect(await scripts()).toBeGreaterThan(0);
  const asked = emulator.requests.findLast(({ method }) => method === 'POST');
  expect(asked?.body).toContain('The harbour lies to the south.');
  expect(asked?.body).not.toContain(ABOUT);
});

test('a screenshot is taken where the toolbar button was pressed, and on no quiet site', async ({
  extension,
  openPage,
}) => {
  const panel = await extension.openSidePanel();
  const page = await openPage(`<title>The cape</title><p>${ABOUT}</p>`);
  const tabId = await extension.worker.evaluate(
    async () => (await chrome.tabs.query({ active: true }))[0]?.id ?? -1,
  );
  expect(await request(panel, 'read-screen', { tabId })).toEqual({
    type: 'refused',
    reason: 'no-access',
  });
  await extension.grantActiveTab(page);
  expect(await request(panel, 'read-screen', { tabId })).toMatchObject({
    type: 'image',
    base64: expect.stringMatching(/^iVBORw0KGgo/), // a PNG's first bytes
  });
  await extension.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { quietSites: ['site.example'] } }),
  );
  expect(await request(panel, 'read-screen', { tabId })).toEqual({
    type: 'refused',
    reason: 'quiet-site',
  });
});

test('a slash lists the prompts, and picking one fills the box', async ({ chat }) => {
  await chat.messageBox.fill('/summ');
  await expect(chat.page.getByRole('option', { name: 'Summarize' })).toBeVisible();
  await chat.messageBox.press('Enter');
  await expect(chat.messageBox).toHaveValue('Summarize this in a few points.');
});

/** Counts the scripts that are put into pages from now on. */
async function countScripts({ worker }: ExtensionBrowser): Promise<() => Promise<number>> {
  await worker.evaluate(() => {
    const { executeScript } = chrome.scripting;
    const counter = globalThis as unknown as { scripts: number };
    counter.scripts = 0;
    chrome.scripting.executeScript = ((injection: Parameters<typeof executeScript>[0]) => {
      counter.scripts += 1;
      return executeScript(injection);
    }) as typeof executeScript;
  });
  return () => worker.evaluate(() => (globalThis as unknown as { scripts: number }).scripts);
}
