import { expect, test } from './extension';

test.describe('without host access', () => {
  test.use({ hostAccess: 'none' });

  test('a first question asks for access in words; one click grants it and answers', async ({
    chat,
    emulator,
    extension,
  }) => {
    await chat.ask('A question');
    await expect(chat.alert).toContainText('duckduckgo.com');
    expect(emulator.requests).toEqual([]); // not one request before

    await extension.grantHostAccess(); // the browser's own question is answered with yes
    emulator.script.reply = 'An answer.';
    await chat.allowAccessButton.click();
    await expect(chat.lastReply).toContainText('An answer.');
    await expect(chat.alert).toHaveCount(0);
    await expect(chat.prompts).toHaveCount(1);
    await expect(chat.replies).toHaveCount(1);
  });
});
