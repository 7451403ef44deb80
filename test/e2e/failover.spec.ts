import type { Locator } from '@playwright/test';
import type { Fault } from '../emulators/script';
import type { ChatPage } from './chat-page';
import { expect, test } from './extension';
import { spokenReply } from './spoken-reply';

const BANNED: Fault = {
  on: 'chat',
  times: 9,
  status: 418,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ action: 'error', status: 418, type: 'ERR_BN_LIMIT' }),
};
const LIMITED: Fault = {
  on: 'chat',
  times: 9,
  status: 429,
  headers: { 'content-type': 'application/json', 'retry-after': '300' },
  body: JSON.stringify({ action: 'error', status: 429, type: 'ERR_RATE_LIMIT' }),
};

/** Lets another provider answer in the place of the failed reply. */
async function askInstead(chat: ChatPage, button: string, provider: string): Promise<void> {
  await chat.alert.getByRole('button', { name: button }).click();
  await chat.page.getByRole('menuitem', { name: provider }).click();
}

async function openModelsOf(chat: ChatPage, provider: string): Promise<Locator> {
  await chat.modelButton.click();
  const group = chat.page.getByRole('group', { name: provider, exact: true });
  await expect(group).toBeVisible();
  return group;
}

test('a provider that was not allowed gets not one request', async ({ chat, freeServices }) => {
  const { duckduckgo, aichats, darkai, aiask } = freeServices;
  duckduckgo.script.faults = [BANNED];
  await chat.ask('A question');
  await expect(chat.alert.getByRole('button', { name: 'Ask another model' })).toBeVisible();
  await chat.waitForReply();
  expect([aichats, darkai, aiask].flatMap(({ requests }) => requests)).toEqual([]);
});

test('a text that broke off is gone on with by who is picked, and each part is signed', async ({
  chat,
  freeServices,
}) => {
  const { duckduckgo, aichats, darkai, aiask } = freeServices;
  duckduckgo.script.reply = 'one two three four';
  duckduckgo.script.transport = { cutAfterBytes: 300 };
  darkai.script.reply = 'and the rest.';
  await chat.ask('A question');
  await askInstead(chat, 'Continue with another model', 'DarkAI');
  await expect(chat.lastReply).toContainText('and the rest.');
  await chat.waitForReply();
  await expect(chat.lastReply).toContainText(/^[^\n]*\(DuckDuckGo\)/);
  await expect(chat.lastReply).toContainText(/one.*continued by [^\n]*\(DarkAI\).*and the rest\./s);
  await expect(chat.alert).toHaveCount(0);
  expect([aichats, aiask].flatMap(({ requests }) => requests)).toEqual([]);
});

test('who was asked once may take over by itself from then on, and nobody else does', async ({
  chat,
  freeServices,
}) => {
  const { duckduckgo, aichats, darkai, aiask } = freeServices;
  duckduckgo.script.faults = [BANNED];
  darkai.script.reply = 'An answer of another.';
  await chat.ask('The first question');
  await askInstead(chat, 'Ask another model', 'DarkAI');
  await chat.waitForReply();
  const offer = chat.page.getByRole('checkbox', { name: /^Let DarkAI take over/ });
  await expect(offer).not.toBeChecked(); // off at first
  await offer.check();

  await chat.ask('The second question');
  await expect(chat.replies).toHaveCount(2);
  await expect(chat.lastReply).toContainText('An answer of another.');
  await chat.waitForReply();
  await expect(chat.alert).toHaveCount(0);
  await expect(offer).toHaveCount(0); // asked once
  expect(darkai.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  expect([aichats, aiask].flatMap(({ requests }) => requests)).toEqual([]);
});

test('a stop and a killed worker are no reason to ask anyone else', async ({
  chat,
  extension,
  freeServices,
}) => {
  const { duckduckgo, darkai } = freeServices;
  duckduckgo.script.faults = [BANNED];
  await chat.ask('The first question');
  await askInstead(chat, 'Ask another model', 'DarkAI');
  await chat.page.getByRole('checkbox', { name: /^Let DarkAI take over/ }).check();
  const asked = darkai.requests.length;

  duckduckgo.script.faults = [];
  const stopped = spokenReply();
  duckduckgo.script.reply = stopped.reply;
  await chat.ask('The second question');
  stopped.say('Some words');
  await expect(chat.lastReply).toContainText('Some words');
  await chat.stopButton.click();
  await chat.waitForReply();

  const killed = spokenReply();
  duckduckgo.script.reply = killed.reply;
  await chat.ask('The third question');
  killed.say('Other words');
  await expect(chat.lastReply).toContainText('Other words');
  await extension.stopWorker();
  await expect(chat.lastReply).toContainText('The browser ended this reply');
  await expect(chat.retryButton).toBeVisible();
  expect(darkai.requests).toHaveLength(asked);
});

test('a limit shows in every open chat, in words', async ({
  chat,
  freeServices,
  openChatInTab,
}) => {
  const other = await openChatInTab();
  const inOther = await openModelsOf(other, 'DuckDuckGo');
  await expect(inOther).toContainText('Ready');
  freeServices.duckduckgo.script.faults = [LIMITED];
  await chat.ask('A question');
  await expect(chat.alert).toBeVisible();
  await expect(inOther).toContainText(/Limited until \d/);
  await expect(await openModelsOf(chat, 'DuckDuckGo')).toContainText(/Limited until \d/);
  await chat.page.keyboard.press('Escape');
  await expect(chat.modelButton).toHaveAccessibleDescription(/Limited until/);
});

test('models are found by typing and chosen with the keyboard', async ({ chat }) => {
  await chat.modelButton.click();
  const field = chat.page.getByRole('combobox', { name: 'Filter models' });
  await expect(field).toBeFocused();
  await field.fill('darkai');
  await expect(chat.page.getByRole('group', { name: 'DuckDuckGo' })).toHaveCount(0);
  const second = chat.page.getByRole('option').nth(1);
  const name = (await second.textContent()) ?? '';
  await field.press('ArrowDown');
  await field.press('Enter');
  await expect(chat.modelButton).toHaveText(name);
  await expect(chat.modelButton).toBeFocused();
  await chat.modelButton.click();
  await expect(chat.page.getByRole('option', { selected: true })).toHaveText(name);
  await chat.page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});
