import { ChatPage } from './chat-page';
import { chatRequests } from './chat-requests';
import { expect, test } from './extension';
import { askForSpokenReply } from './spoken-reply';

const SLOW_REPLY = Array.from({ length: 400 }, (_, index) => `word${index}`).join(' ');

test('a reply goes on while the panel is closed, and is there when it opens again', async ({
  chat,
  emulator,
  extension,
}) => {
  const spoken = await askForSpokenReply(chat, emulator, 'The first half, ');
  await chat.page.close();
  spoken.say('and the second half.');
  spoken.end();

  const reopened = new ChatPage(await extension.openExtensionPage('sidepanel.html'));
  await reopened.waitForReply();
  expect(await reopened.lastReplyText()).toBe('The first half, and the second half.');
  await expect(reopened.alert).toHaveCount(0);
});

test('two open chats show the same, also when one comes late', async ({
  chat,
  emulator,
  openChatInTab,
}) => {
  const spoken = await askForSpokenReply(chat, emulator, 'One ');
  const other = await openChatInTab();
  await expect(other.lastReply).toContainText('One');
  spoken.say('two.');
  spoken.end();
  for (const each of [chat, other]) {
    await each.waitForReply();
    expect(await each.lastReplyText()).toBe('One two.');
  }
});

for (const afterMs of [0, 30, 200, 700]) {
  test(`killing the worker ${afterMs} ms into the text loses no shown character`, async ({
    chat,
    emulator,
    extension,
  }) => {
    emulator.script.reply = SLOW_REPLY;
    emulator.script.tokensPerSecond = 100;
    await chat.ask('A question');
    await expect(chat.lastReply).toContainText('word0');
    await chat.page.waitForTimeout(afterMs);
    const shown = await chat.lastReplyText();
    await extension.stopWorker();

    await chat.waitForReply();
    await expect(chat.continueButton).toBeVisible();
    await expect(chat.retryButton).toBeVisible();
    const kept = await chat.lastReplyText();
    expect(kept.startsWith(shown)).toBe(true);
    expect(SLOW_REPLY.startsWith(kept)).toBe(true);
    expect(chatRequests(emulator)).toHaveLength(1);
  });
}

test('killing the worker before the first character leaves no spinner, and Retry answers', async ({
  chat,
  emulator,
  extension,
}) => {
  emulator.script.reply = 'An answer.';
  await chat.ask('A question');
  await extension.stopWorker();
  await chat.waitForReply();
  await expect(chat.continueButton).toHaveCount(0); // there is nothing to go on from
  await chat.retryButton.click();
  await expect(chat.lastReply).toContainText('An answer.');
  await expect(chat.prompts).toHaveCount(1);
  await expect(chat.replies).toHaveCount(1);
});

test('Continue goes on from the kept text, and the next question works', async ({
  chat,
  emulator,
  extension,
}) => {
  await askForSpokenReply(chat, emulator, 'The beginning');
  await extension.stopWorker();

  emulator.script.reply = ' and the end.';
  await chat.continueButton.click();
  await expect(chat.lastReply).toContainText('The beginning and the end.');
  await chat.waitForReply();
  await expect(chat.replies).toHaveCount(1);

  emulator.script.reply = 'Another answer.';
  await chat.ask('Another question');
  await expect(chat.lastReply).toContainText('Another answer.');
  expect(emulator.violations).toEqual([]);
});

test('killing the browser loses no shown character, and its next start shows the same', async ({
  chat,
  emulator,
  extension,
  launch,
}) => {
  emulator.script.reply = SLOW_REPLY;
  emulator.script.tokensPerSecond = 100;
  await chat.ask('A question');
  await expect(chat.lastReply).toContainText('word20');
  const shown = await chat.lastReplyText();
  await extension.kill();

  const again = await launch();
  const reopened = new ChatPage(await again.openSidePanel());
  await expect(reopened.prompts).toContainText('A question');
  await reopened.waitForReply();
  const kept = await reopened.lastReplyText();
  expect(kept.startsWith(shown)).toBe(true);
  await expect(reopened.retryButton).toBeVisible();
});

test('Retry answers anew, and the cut reply stays as another try', async ({
  chat,
  emulator,
  extension,
}) => {
  await askForSpokenReply(chat, emulator, 'Half of it');
  await extension.stopWorker();
  emulator.script.reply = 'All of it.';
  await chat.retryButton.click();
  await expect(chat.lastReply).toContainText('All of it.');
  await chat.waitForReply();
  await chat.page.getByRole('button', { name: 'Previous' }).click();
  await expect(chat.lastReply).toContainText('Half of it');
});

test('switching the model in mid-reply loses nothing', async ({ chat, emulator }) => {
  const spoken = await askForSpokenReply(chat, emulator, 'First ');
  await chat.chooseModel('o3-mini');
  spoken.say('and last.');
  spoken.end();
  await chat.waitForReply();
  expect(await chat.lastReplyText()).toBe('First and last.');
  emulator.script.reply = 'From another model.';
  await chat.ask('And now?');
  await chat.waitForReply();
  await expect(chat.lastReply).toHaveAccessibleName('o3-mini');
  await expect(chat.lastReply).toContainText('From another model.');
});
