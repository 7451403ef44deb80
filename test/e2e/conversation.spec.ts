import { ChatPage } from './chat-page';
import { chatRequests, sentMessages } from './chat-requests';
import { expect, test } from './extension';

test('turns follow one another with the tokens of the turn before', async ({ chat, emulator }) => {
  emulator.script.reply = ({ messages }) => `Reply ${messages.length}`;
  for (const question of ['first', 'second', 'third']) {
    await chat.ask(question);
    await chat.waitForReply();
  }
  expect(chatRequests(emulator)).toHaveLength(3);
  expect(sentMessages(emulator)[2]).toEqual([
    { role: 'user', content: 'first' },
    { role: 'assistant', content: 'Reply 1' },
    { role: 'user', content: 'second' },
    { role: 'assistant', content: 'Reply 3' },
    { role: 'user', content: 'third' },
  ]);
  expect(emulator.requests.filter(({ path }) => path.endsWith('/status'))).toHaveLength(1);
  expect(emulator.violations).toEqual([]);
});

test('a conversation goes on with its tokens after the worker was stopped', async ({
  chat,
  emulator,
  extension,
}) => {
  await chat.ask('first');
  await chat.waitForReply();
  await extension.stopWorker();
  await chat.ask('second');
  await chat.waitForReply();
  await expect(chat.alert).toHaveCount(0);
  expect(emulator.requests.filter(({ path }) => path.endsWith('/status'))).toHaveLength(1);
  expect(emulator.violations).toEqual([]);
});

test('Regenerate keeps both tries', async ({ chat, emulator }) => {
  emulator.script.reply = 'The first try.';
  await chat.ask('A question');
  await chat.waitForReply();
  emulator.script.reply = 'The second try.';
  await chat.page.getByRole('button', { name: 'Regenerate' }).click();
  await expect(chat.lastReply).toContainText('The second try.');
  await chat.waitForReply();
  await expect(chat.replies).toHaveCount(1);
  await chat.page.getByRole('button', { name: 'Previous' }).click();
  await expect(chat.lastReply).toContainText('The first try.');
});

test('Up in an empty box edits the last question, and the old one stays', async ({
  chat,
  emulator,
}) => {
  emulator.script.reply = ({ text }) => `You said ${text}.`;
  await chat.ask('first');
  await chat.waitForReply();
  await chat.messageBox.press('ArrowUp');
  await expect(chat.messageBox).toHaveValue('first');
  await chat.messageBox.fill('edited');
  await chat.messageBox.press('Enter');
  await expect(chat.lastReply).toContainText('You said edited.');
  await expect(chat.prompts).toHaveCount(1);
  expect(sentMessages(emulator)[1]).toEqual([{ role: 'user', content: 'edited' }]);
});

test('Copy gives the Markdown', async ({ chat, emulator, extension }) => {
  await extension.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  emulator.script.reply = '**Bold** and `code`';
  await chat.ask('A question');
  await chat.waitForReply();
  await chat.lastReply.getByRole('button', { name: 'Copy', exact: true }).click();
  const copied = await chat.page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('**Bold** and `code`');
});

test('conversations are listed, found, opened again, deleted and brought back', async ({
  chat,
  emulator,
}) => {
  emulator.script.reply = ({ text }) => `About ${text}.`;
  await chat.ask('apples');
  await chat.waitForReply();
  await chat.newChatButton.click();
  await expect(chat.replies).toHaveCount(0);
  await chat.ask('pears');
  await chat.waitForReply();

  const list = await chat.openConversations();
  await expect(list).toContainText('pears');
  await list.getByRole('searchbox').fill('appl');
  await expect(list).not.toContainText('pears');
  await list.getByText('apples').click();
  await expect(chat.lastReply).toContainText('About apples.');

  await chat.openConversations();
  await list.getByRole('button', { name: /Delete.*pears/ }).click();
  await expect(list.getByText('pears', { exact: true })).toHaveCount(0);
  await chat.page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByText('pears', { exact: true })).toBeVisible();

  await list.getByRole('button', { name: /Delete.*apples/ }).click(); // the one that is shown
  await expect(list.getByText('apples', { exact: true })).toHaveCount(0);
  await chat.page.getByRole('button', { name: 'Undo' }).click();
  await expect(list.getByText('apples', { exact: true })).toBeVisible();
});

test('the next start of the browser shows the same conversation', async ({
  chat,
  extension,
  launch,
}) => {
  await chat.ask('A question');
  await chat.waitForReply();
  const text = await chat.lastReplyText();
  await extension.close();
  const again = await launch();
  const reopened = new ChatPage(await again.openSidePanel());
  await expect(reopened.prompts).toContainText('A question');
  await reopened.waitForReply();
  expect(await reopened.lastReplyText()).toBe(text);
});

test('the thread follows a reply until the reader scrolls up', async ({ chat, emulator }) => {
  emulator.script.reply = Array.from({ length: 300 }, (_, n) => `Paragraph ${n}.`).join('\n\n');
  emulator.script.tokensPerSecond = 200;
  await chat.ask('A long answer, please');
  await expect(chat.lastReply).toContainText('Paragraph 60.');
  await expect(chat.lastReply.locator('p').last()).toBeInViewport();
  await chat.log.hover();
  await chat.page.mouse.wheel(0, -400);
  const jump = chat.page.getByRole('button', { name: /latest/i });
  await expect(jump).toBeVisible();
  await chat.waitForReply();
  await expect(chat.lastReply.getByText('Paragraph 299.')).not.toBeInViewport();
  await jump.click();
  await expect(chat.lastReply.getByText('Paragraph 299.')).toBeInViewport();
});
