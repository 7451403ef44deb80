import { ChatPage } from './chat-page';
import { sentMessages } from './chat-requests';
import { expect, test } from './extension';

test('Enter sends, Shift+Enter breaks the line', async ({ chat, emulator }) => {
  await chat.messageBox.pressSequentially('one');
  await chat.messageBox.press('Shift+Enter');
  await chat.messageBox.pressSequentially('two');
  await chat.messageBox.press('Enter');
  await chat.waitForReply();
  expect(sentMessages(emulator)).toEqual([[{ role: 'user', content: 'one\ntwo' }]]);
});

test('Enter that ends an input method composition does not send', async ({ chat }) => {
  await chat.messageBox.fill('にほん');
  await chat.messageBox.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await chat.messageBox.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await expect(chat.prompts).toHaveCount(0);
  await expect(chat.messageBox).toHaveValue('にほん');
});

test('white space cannot be sent', async ({ chat }) => {
  await chat.messageBox.fill(' \n\t ');
  await chat.messageBox.press('Enter');
  await expect(chat.sendButton).toBeDisabled();
  await expect(chat.prompts).toHaveCount(0);
});

test('a draft is there after the browser was closed', async ({ chat, extension, launch }) => {
  await chat.messageBox.fill('Half a question');
  await chat.page.waitForTimeout(600); // drafts are stored after a pause in typing
  await extension.close();
  const again = await launch();
  const reopened = new ChatPage(await again.openSidePanel());
  await expect(reopened.messageBox).toHaveValue('Half a question');
});

test('a prompt of 200 kB is sent whole', async ({ chat, emulator }) => {
  const prompt = 'a long question '.repeat(12_500);
  await chat.messageBox.fill(prompt);
  await chat.messageBox.press('Enter');
  await chat.waitForReply();
  expect(sentMessages(emulator)[0]?.[0]?.content.trim()).toBe(prompt.trim());
});

test('a prompt over the limit is refused before it is sent, with its size', async ({ chat }) => {
  await chat.messageBox.fill('x'.repeat(1_000_001));
  await chat.messageBox.press('Enter');
  await expect(chat.page.getByText('1,000,001')).toBeVisible();
  await expect(chat.prompts).toHaveCount(0);
});

test('in a narrow panel the list of models is whole, and nothing moves sideways', async ({
  openChatInTab,
}) => {
  const { page, modelButton } = await openChatInTab();
  await page.setViewportSize({ width: 280, height: 560 });
  await modelButton.click();
  const list = page.getByRole('dialog', { name: 'Model' });
  const box = await list.boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(280);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(280);
});
