import { expect, test } from './extension';

test('a question typed in the side panel is answered there', async ({ chat }) => {
  await expect(chat.messageBox).toBeFocused();
  await chat.ask('Say hello to the world');

  await chat.waitForReply();

  await expect(chat.alert).toHaveCount(0);
  await expect(chat.messageBox).toHaveValue('');
  await expect(chat.prompts).toHaveText(/Say hello to the world/);
  await expect(chat.lastReply).toContainText(/hello/i);
});
