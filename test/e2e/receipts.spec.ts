import type { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { expect, test } from './extension';

async function openReceipt(chat: ChatPage) {
  await chat.lastReply.hover();
  await chat.lastReply.getByRole('button', { name: 'What was sent' }).click();
  const dialog = chat.page.getByRole('dialog', { name: 'What was sent' });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** The body of the last request in an open receipt, exactly as it was sent. */
async function bodyIn(dialog: Awaited<ReturnType<typeof openReceipt>>): Promise<string | null> {
  const request = dialog.getByRole('group').filter({ hasText: 'POST https://' }).last();
  await request.getByText(/^POST/).click();
  await request.getByRole('button', { name: 'Exactly as sent' }).click();
  return request.locator('pre').textContent();
}

test('a reply tells what was sent for it, byte for byte', async ({ chat, emulator }) => {
  emulator.script.reply = 'An answer.';
  await chat.ask('A question with “quotes” and 🙂');
  await chat.waitForReply();
  const dialog = await openReceipt(chat);
  await expect(dialog).toContainText('duckduckgo.com');
  await expect(dialog).toContainText('DuckDuckGo');
  await expect(dialog).toContainText('A question with “quotes” and 🙂');
  await expect(dialog).toContainText('an estimate');
  expect(await bodyIn(dialog)).toBe(chatRequests(emulator).at(-1)?.body);
});

test('an earlier reply shows it as well, with no pointer over it', async ({ chat, emulator }) => {
  emulator.script.reply = 'An answer.';
  for (const question of ['One', 'Two']) {
    await chat.ask(question);
    await chat.waitForReply();
  }
  await chat.replies.first().hover();
  await chat.replies.first().getByRole('button', { name: 'What was sent' }).click();
  await chat.messageBox.hover({ force: true });
  const dialog = chat.page.getByRole('dialog', { name: 'What was sent' });
  await expect(dialog).toContainText('One');
  await expect(dialog).toHaveCSS('opacity', '1');
});

test('a failed reply tells it too, and a reply that was never sent says so', async ({
  chat,
  emulator,
  extension,
}) => {
  emulator.script.faults = [{ on: 'chat', times: 9, status: 418, body: '{"type":"ERR_BN_LIMIT"}' }];
  await chat.ask('A question');
  await expect(chat.alert).toBeVisible();
  const dialog = await openReceipt(chat);
  expect(await bodyIn(dialog)).toBe(chatRequests(emulator).at(-1)?.body);
  await chat.page.keyboard.press('Escape');

  const worker = extension.worker;
  await worker.evaluate(() => chrome.permissions.remove({ origins: ['https://duckduckgo.com/*'] }));
  await chat.ask('Another question');
  await expect(chat.allowAccessButton).toBeVisible();
  await expect(await openReceipt(chat)).toContainText('Nothing was sent');
});

test('a reply that the browser ended still tells what was sent', async ({
  chat,
  emulator,
  extension,
}) => {
  emulator.script.transport = { stallAfterBytes: 300 };
  await chat.ask('A question');
  await expect.poll(() => chatRequests(emulator).length).toBe(1);
  await extension.stopWorker();
  await expect(chat.retryButton).toBeVisible();
  expect(await bodyIn(await openReceipt(chat))).toBe(chatRequests(emulator)[0]?.body);
});
