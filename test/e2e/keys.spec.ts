import { expect, test } from './extension';

test('a question mark outside of the message box shows all keys, and Escape closes them', async ({
  chat,
}) => {
  const dialog = chat.page.getByRole('dialog', { name: 'Keys' });
  await chat.messageBox.press('?');
  await expect(chat.messageBox).toHaveValue('?');
  await chat.newChatButton.focus();
  await chat.page.keyboard.press('?');
  await expect(dialog.getByText('Find in conversation')).toBeVisible();
  await chat.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await chat.newChatButton.focus();
  await chat.page.keyboard.press('?');
  await expect(dialog).toBeVisible();
});
