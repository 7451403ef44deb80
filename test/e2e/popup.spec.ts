import { ChatPage } from './chat-page';
import { expect } from './extension';
import { pageThatOpens, selectText, test } from './page-site';

const TEXT = '<title>The cape</title><p id="text">The lighthouse stands on the northern cape.</p>';
const ABOUT_SELECTION = 'The lighthouse stands on the northern cape.';

test('two keys lead from a selection to a running reply about it', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'It is a tower with a light.';
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  const popup = await extension.openPopup(page); // the first key
  const chat = new ChatPage(popup);
  await expect(chat.messageBox).toBeFocused();
  await popup.keyboard.press('1');
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('It is a tower with a light.');
  const asked = emulator.requests.filter(({ body }) => body.includes(ABOUT_SELECTION));
  expect(asked).toHaveLength(1);
  expect(asked[0]?.body).toContain('Explain this in plain words.');
});

test('a streaming reply moves to the sidebar, and follow-up questions go on there', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'One two three four five six seven eight.';
  emulator.script.tokensPerSecond = 2;
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  const popup = await extension.openPopup(page);
  await expect(popup.getByText(ABOUT_SELECTION)).toBeVisible();
  await popup.getByRole('textbox', { name: 'Message' }).fill('What is it?');
  await popup.keyboard.press('Enter');
  await expect(new ChatPage(popup).lastReply).toContainText('One two');
  const opened = pageThatOpens(extension, 'sidepanel.html');
  await popup.keyboard.press('ArrowRight').catch(() => {}); // gone before the key is let go
  const chat = new ChatPage(await opened);
  await expect(chat.stopButton).toBeVisible();
  await expect.poll(() => popup.isClosed()).toBe(true);
  await expect(chat.prompts.first()).toContainText('What is it?');
  await expect(chat.messageBox).toHaveValue('');
  emulator.script.tokensPerSecond = Infinity;
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('One two three four five six seven eight.');
  emulator.script.reply = 'Further.';
  await chat.ask('And further?');
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('Further.');
});

test('Stop ends the reply, and the next question follows it in the popup', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'One two three four five six seven eight.';
  emulator.script.tokensPerSecond = 2;
  const popup = await extension.openPopup(await openPage(TEXT));
  await expect(popup.getByText('Nothing is selected.')).toBeVisible();
  const chat = new ChatPage(popup);
  await popup.getByRole('textbox', { name: 'Message' }).fill('Count.');
  await popup.keyboard.press('Enter');
  await expect(chat.lastReply).toContainText('One');
  await popup.keyboard.press('Escape');
  await expect(chat.lastReply).toHaveAttribute('data-state', 'aborted');
  expect(popup.isClosed()).toBe(false);
  emulator.script.reply = 'Fine.';
  emulator.script.tokensPerSecond = Infinity;
  await chat.ask('And now?');
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('Fine.');
  expect(emulator.requests.findLast(({ method }) => method === 'POST')?.body).toContain('Count.');
});

test('the whole page stands in for a selection that is not there', async ({
  extension,
  emulator,
  openPage,
}) => {
  const popup = await extension.openPopup(await openPage(TEXT));
  await popup.getByRole('button', { name: 'Whole page' }).click();
  await expect(popup.getByText('The cape', { exact: true })).toBeVisible();
  await popup.getByRole('button', { name: /Summarize/ }).click();
  await new ChatPage(popup).waitForReply();
  const asked = emulator.requests.find(({ body }) => body.includes(ABOUT_SELECTION));
  expect(asked?.body).toContain('Summarize this in a few points.');
});

test('what is typed before anything is loaded is not lost', async ({ extension, emulator }) => {
  const popup = await extension.openExtensionPage('popup.html');
  await popup.addInitScript(() => {
    addEventListener('DOMContentLoaded', () => {
      const box = document.querySelector('textarea');
      if (box === null) return;
      box.value = 'At once?';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    });
  });
  await popup.reload();
  await new ChatPage(popup).waitForReply();
  expect(emulator.requests.filter(({ body }) => body.includes('At once?'))).toHaveLength(1);
});

test('nothing is read on a quiet site, and the popup says so', async ({
  extension,
  emulator,
  openPage,
}) => {
  await extension.worker.evaluate(() =>
    chrome.storage.local.set({ settings: { quietSites: ['site.example'] } }),
  );
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  const popup = await extension.openPopup(page);
  await expect(popup.getByText(/Nothing is read on site\.example/)).toBeVisible();
  await popup.getByRole('textbox', { name: 'Message' }).fill('What is it?');
  await popup.keyboard.press('Enter');
  await new ChatPage(popup).waitForReply();
  expect(emulator.requests.filter(({ body }) => body.includes(ABOUT_SELECTION))).toEqual([]);
});

test('a chat opened in a tab is the same chat', async ({ extension, emulator }) => {
  emulator.script.reply = 'The same.';
  const chat = new ChatPage(await extension.openSidePanel());
  await chat.ask('Is it?');
  await chat.waitForReply();
  const opened = extension.context.waitForEvent('page');
  await chat.page.getByRole('button', { name: 'More' }).click();
  await chat.page.getByRole('menuitem', { name: 'Open in a tab' }).click();
  const inTab = new ChatPage(await opened);
  await expect(inTab.lastReply).toContainText('The same.');
  await inTab.ask('And now?');
  await inTab.waitForReply();
  await expect(chat.prompts).toHaveCount(2);
});
