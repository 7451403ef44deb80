import type { Page } from '@playwright/test';
import type { ExtensionBrowser } from '@/scripts/browser/extension-browser';
import type { DuckduckgoEmulator } from '../emulators/duckduckgo';
import { startOpenaiEmulator, type OpenaiEmulator } from '../emulators/openai';
import { picture } from '../fixtures/picture';
import { ChatPage } from './chat-page';
import { expect } from './extension';
import { addOpenai, OPENAI_KEY } from './own-openai';
import { selectText, test as base } from './page-site';

const ABOUT = 'The lighthouse stands on the northern cape.';
const HTML = `<title>The cape</title><p id="text">${ABOUT}</p>
  <a href="https://site.example/harbour">The harbour</a>`;

const test = base.extend<{ openai: OpenaiEmulator }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  openai: async ({}, use) => {
    await using emulator = await startOpenaiEmulator({ script: { key: OPENAI_KEY } });
    await use(emulator);
  },

  network: async ({ network, openai }, use) => use([...network, openai]),
});

type Info = Partial<chrome.contextMenus.OnClickData>;

/** What the click on an item of a page's context menu does: the access it gives, and the event. */
async function clickMenu(extension: ExtensionBrowser, page: Page, info: Info): Promise<void> {
  await extension.grantActiveTab(page);
  await dispatchClick(extension, page, info);
}

async function dispatchClick(extension: ExtensionBrowser, page: Page, info: Info): Promise<void> {
  await extension.worker.evaluate(
    async ([url, click]) => {
      const [tab] = await chrome.tabs.query({ url });
      const { onClicked } = chrome.contextMenus as unknown as {
        onClicked: { dispatch(info: unknown, on: typeof tab): void };
      };
      onClicked.dispatch({ editable: false, pageUrl: url, frameId: 0, ...click }, tab);
    },
    [page.url(), info] as const,
  );
}

const SELECTION: Info = { menuItemId: 'ask:selection', selectionText: ABOUT };

function askedAbout({ requests }: DuckduckgoEmulator, text: string) {
  return requests.filter(({ method, body }) => method === 'POST' && body.includes(text));
}

test('with the panel closed, a question about the selection is answered in it', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'A tower with a light.';
  const page = await openPage(HTML);
  await selectText(page, '#text');
  await clickMenu(extension, page, SELECTION);
  await expect.poll(() => askedAbout(emulator, ABOUT).length).toBe(1);
  await page.evaluate(() => getSelection()?.removeAllRanges());
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('A tower with a light.');
  await expect(chat.prompts).toHaveCount(1);
  await expect(chat.messageBox).toHaveValue('');
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);
});

test('with the panel loading, it arrives once', async ({ extension, emulator, openPage }) => {
  const page = await openPage(HTML);
  await extension.grantActiveTab(page);
  const [panel] = await Promise.all([
    extension.openSidePanel(),
    selectText(page, '#text').then(() => dispatchClick(extension, page, SELECTION)),
  ]);
  const chat = new ChatPage(panel);
  await chat.waitForReply();
  await expect(chat.prompts).toHaveCount(1);
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);
});

test('with the panel open, it arrives once, in a conversation of its own', async ({
  extension,
  emulator,
  openPage,
}) => {
  const page = await openPage(HTML);
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.ask('Something else.');
  await chat.waitForReply();
  await chat.messageBox.fill('A draft.');
  await page.bringToFront();
  await selectText(page, '#text');
  await clickMenu(extension, page, { ...SELECTION, menuItemId: 'prompt:explain' });
  await expect(chat.prompts.first()).toContainText('Explain this in plain words.');
  await chat.waitForReply();
  await expect(chat.prompts).toHaveCount(1);
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);
  const list = await chat.openConversations();
  await list.getByText('Something else.').click();
  await expect(chat.messageBox).toHaveValue('A draft.');
});

test('with the worker asleep, it arrives once', async ({ extension, emulator, openPage }) => {
  const page = await openPage(HTML);
  const chat = new ChatPage(await extension.openSidePanel());
  await page.bringToFront();
  await selectText(page, '#text');
  await extension.grantActiveTab(page);
  await extension.stopWorker();
  await dispatchClick(extension, page, SELECTION);
  await chat.waitForReply();
  await expect(chat.prompts).toHaveCount(1);
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);
});

test('the page and a link are asked about by what they are', async ({
  extension,
  emulator,
  openPage,
}) => {
  const page = await openPage(HTML);
  const chat = new ChatPage(await extension.openSidePanel());
  await page.bringToFront();
  await clickMenu(extension, page, { menuItemId: 'ask:page' });
  await expect(chat.prompts.first()).toContainText('Summarize this page.');
  await chat.waitForReply();
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);

  const linkUrl = 'https://site.example/harbour';
  await clickMenu(extension, page, { menuItemId: 'ask:link', linkUrl });
  await expect(chat.prompts.first()).toContainText('What is behind this link?');
  await chat.waitForReply();
  expect(askedAbout(emulator, linkUrl)).toHaveLength(1);
});

test('an image waits beside the message where the model cannot see it', async ({
  extension,
  emulator,
  openPage,
}) => {
  const srcUrl = `data:image/png;base64,${picture(40, 40).toString('base64')}`;
  const page = await openPage(`<title>Picture</title><img src="${srcUrl}" width="40" height="40">`);
  const chat = new ChatPage(await extension.openSidePanel());
  await page.bringToFront();
  await clickMenu(extension, page, { menuItemId: 'ask:image', srcUrl, mediaType: 'image' });
  await expect(chat.messageBox).toHaveValue('Describe this image.');
  await expect(chat.page.getByRole('list', { name: 'Attached images' })).toBeVisible();
  expect(askedAbout(emulator, 'Describe this image.')).toEqual([]);
});

test('an image goes to a model that sees it, as it is', async ({ extension, openai, openPage }) => {
  await addOpenai(await extension.openExtensionPage('options.html'), openai);
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.chooseModel('gpt-4o', 'My OpenAI');
  const srcUrl = `data:image/png;base64,${picture(40, 40).toString('base64')}`;
  const page = await openPage(`<title>Picture</title><img src="${srcUrl}" width="40" height="40">`);
  await clickMenu(extension, page, { menuItemId: 'ask:image', srcUrl, mediaType: 'image' });
  await expect(chat.prompts).toContainText('Describe this image.');
  await expect(chat.prompts.locator('img')).toHaveJSProperty('naturalWidth', 40);
  await chat.waitForReply();
  const asked = openai.requests.filter(({ body }) => body.includes('Describe this image.'));
  expect(asked.map(({ body }) => body.includes(srcUrl))).toEqual([true]);
  expect(openai.violations).toEqual([]);
});

test('on a quiet site nothing is read and nothing is asked', async ({
  extension,
  emulator,
  openPage,
}) => {
  await extension.worker.evaluate(() => {
    const { executeScript } = chrome.scripting;
    const counter = globalThis as unknown as { scripts: number };
    counter.scripts = 0;
    chrome.scripting.executeScript = ((injection: Parameters<typeof executeScript>[0]) => {
      counter.scripts += 1;
      return executeScript(injection);
    }) as typeof executeScript;
    return chrome.storage.local.set({ settings: { quietSites: ['site.example'], isSetUp: true } });
  });
  const page = await openPage(HTML);
  await selectText(page, '#text');
  const chat = new ChatPage(await extension.openSidePanel());
  await page.bringToFront();
  for (const info of [
    SELECTION,
    { menuItemId: 'ask:page' },
    { menuItemId: 'ask:image', srcUrl: 'https://site.example/a.png', mediaType: 'image' } as const,
  ]) {
    await clickMenu(extension, page, info);
    await expect(chat.alert).toContainText('Nothing is read here');
    await chat.page.getByRole('button', { name: 'Dismiss' }).click();
  }
  expect(
    await extension.worker.evaluate(() => (globalThis as unknown as { scripts: number }).scripts),
  ).toBe(0);
  expect(emulator.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});

test('where the user wants to change it first, the question waits in the box', async ({
  extension,
  emulator,
  openPage,
}) => {
  await extension.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { asksAtOnce: false, isSetUp: true } }),
  );
  const page = await openPage(HTML);
  await selectText(page, '#text');
  await clickMenu(extension, page, { ...SELECTION, menuItemId: 'prompt:explain' });
  await page.evaluate(() => getSelection()?.removeAllRanges());
  const chat = new ChatPage(await extension.openSidePanel());
  await expect(chat.messageBox).toHaveValue('Explain this in plain words.');
  await expect(chat.page.getByText(`“${ABOUT}”`)).toBeVisible();
  expect(askedAbout(emulator, ABOUT)).toEqual([]);
  await chat.messageBox.press('Enter');
  await chat.waitForReply();
  expect(askedAbout(emulator, ABOUT)).toHaveLength(1);
});
