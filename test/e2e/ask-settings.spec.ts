import type { Page } from '@playwright/test';
import { expect, test as base } from './extension';

const test = base.extend<{ settings: Page }>({
  settings: async ({ extension }, use) => use(await extension.openExtensionPage('options.html')),
});

test('prompts are added, moved, deleted and brought back, and the popup has them', async ({
  extension,
  settings,
}) => {
  const prompts = settings.getByRole('region', { name: 'Prompts' });
  const names = prompts.getByRole('heading', { level: 3 });
  await prompts.getByRole('button', { name: 'Add a prompt' }).click();
  await prompts.getByLabel('Name').fill('As a poem');
  await prompts.getByLabel('What it asks').fill('Say {selection} as a poem.');
  await prompts.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(names).toHaveText(['Explain', 'Summarize', 'Translate', 'Rewrite', 'As a poem']);
  await prompts.getByRole('button', { name: 'Move As a poem up' }).click();
  await expect(names).toHaveText(['Explain', 'Summarize', 'Translate', 'As a poem', 'Rewrite']);
  await prompts.getByRole('button', { name: 'Delete Rewrite' }).click();
  await expect(names).toHaveText(['Explain', 'Summarize', 'Translate', 'As a poem']);

  const popup = await extension.openExtensionPage('popup.html');
  const choices = popup.getByRole('list', { name: 'Prompts' }).getByRole('listitem');
  await expect(choices).toHaveText(['1Explain', '2Summarize', '3Translate', '4As a poem']);
  await popup.close();

  await prompts.getByRole('button', { name: 'Undo' }).click();
  await expect(names).toHaveText(['Explain', 'Summarize', 'Translate', 'As a poem', 'Rewrite']);
  await prompts.getByRole('button', { name: 'Restore the suggested ones' }).click();
  await expect(names).toHaveText(['Explain', 'Summarize', 'Translate', 'Rewrite']);
});

test('quiet sites are added and taken off, and the suggested ones come back', async ({
  settings,
}) => {
  const add = settings.getByLabel('Add a site');
  await add.fill('not a site');
  await add.press('Enter');
  await expect(settings.getByText(/This is no site's name/)).toBeVisible();
  await add.fill('https://www.my-bank.example/login');
  await add.press('Enter');
  await expect(settings.getByText('my-bank.example', { exact: true })).toBeVisible();
  await settings.getByRole('button', { name: 'Take paypal.com off the list' }).click();
  await expect(settings.getByText('paypal.com', { exact: true })).toHaveCount(0);
  await settings.getByRole('button', { name: 'Restore the suggested ones' }).click();
  await expect(settings.getByText('paypal.com', { exact: true })).toBeVisible();
  await expect(settings.getByText('my-bank.example', { exact: true })).toBeVisible();
});

test('the keys are those that the browser has given us', async ({ extension, settings }) => {
  const commands = await extension.worker.evaluate(() => chrome.commands.getAll());
  const keys = settings.getByRole('region', { name: 'Keys' });
  for (const { shortcut = '' } of commands) {
    expect(shortcut).not.toBe(''); // the browser drops those that it uses itself
    await expect(keys.getByText(shortcut, { exact: true })).toBeVisible();
  }
  expect(commands).toHaveLength(4);
});
