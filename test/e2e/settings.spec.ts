import type { Page } from '@playwright/test';
import { startOpenaiEmulator, type OpenaiEmulator } from '../emulators/openai';
import { expect, test as base } from './extension';

const KEY = 'sk-proj-canary-settings-0123456789';

interface Fixtures {
  openai: OpenaiEmulator;
  settings: Page;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  openai: async ({}, use) => {
    await using openai = await startOpenaiEmulator({ script: { key: KEY } });
    await use(openai);
  },
  network: async ({ network, openai }, use) => use([...network, openai]),
  settings: async ({ extension }, use) => use(await extension.openExtensionPage('options.html')),
});

const providerNamed = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

async function addOpenai(page: Page, key: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a server' }).click();
  await page.getByLabel('Start from').selectOption({ label: 'OpenAI' });
  await page.getByLabel('Key', { exact: true }).fill(key);
  const form = page.getByRole('form', { name: 'Add a server' });
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('button', { name: 'OpenAI', exact: true })).toBeFocused();
}

test('a key is nowhere to be seen once it is saved, and goes to its own service alone', async ({
  extension,
  freeServices,
  openai,
  settings,
}) => {
  await addOpenai(settings, KEY);
  const card = providerNamed(settings, 'OpenAI');
  await expect(card.getByLabel('Key', { exact: true })).toHaveValue('A key is saved');
  await card.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(card).toContainText(/OpenAI answers\. The first word came after \d+(\.\d)? s\./);

  await card.getByRole('button', { name: 'Replace' }).click();
  await expect(card.getByLabel('Key', { exact: true })).toBeFocused();
  await expect(card.getByLabel('Key', { exact: true })).toHaveValue('');
  await card.getByLabel('Key', { exact: true }).fill(KEY);
  await card.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(card.getByLabel('Key', { exact: true })).toHaveValue('A key is saved');
  await expect(card.getByText('Saved', { exact: true })).toBeVisible();

  const inPage = await settings.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input, textarea')].map((field) =>
      'value' in field ? field.value : '',
    ),
  ]);
  expect(inPage.join('\n')).not.toContain(KEY);
  const synced = await extension.worker.evaluate(() => chrome.storage.sync.get(null));
  expect(JSON.stringify(synced)).not.toContain(KEY);
  const chat = await extension.openSidePanel();
  expect(await chat.content()).not.toContain(KEY);

  const { duckduckgo, aichats, darkai, aiask } = freeServices;
  const elsewhere = [duckduckgo, aichats, darkai, aiask].flatMap(({ requests }) => [...requests]);
  expect(JSON.stringify(elsewhere)).not.toContain(KEY);
  expect(openai.requests.length).toBeGreaterThan(0);
  for (const { path, body } of openai.requests) expect(path + body).not.toContain(KEY);
});

test('a key that is refused is said so where it was tested', async ({ settings }) => {
  await addOpenai(settings, 'sk-wrong');
  const card = providerNamed(settings, 'OpenAI');
  await card.getByRole('button', { name: 'Test', exact: true }).click();
  await expect(card.getByRole('alert')).toContainText('OpenAI did not accept the key');
  await expect(card).toContainText('Needs a key');
  await card.getByRole('button', { name: 'Open settings' }).click(); // it is where it leads
  await expect(card.getByLabel('Key', { exact: true })).toBeFocused();
  await settings.keyboard.insertText(KEY);
  await settings.keyboard.press('Enter');
  await expect(card).toContainText('Ready');
});

test('what is set for a provider goes with its requests', async ({ openai, settings, chat }) => {
  await addOpenai(settings, KEY);
  const card = providerNamed(settings, 'OpenAI');
  const temperature = card.getByLabel('Temperature');
  await temperature.fill('3');
  await expect(card.getByRole('alert')).toHaveText('A number from 0 to 2, or nothing.');
  await temperature.fill('0.3');
  await expect(card.getByRole('alert')).toHaveCount(0);
  await temperature.press('Enter');
  await expect(card.getByText('Saved', { exact: true })).toBeVisible();
  await card.getByLabel('System prompt').fill('Answer in Latin.');
  await card.getByLabel('System prompt').blur();
  await card
    .getByLabel('GPT-4o for new questions', { exact: true })
    .or(card.getByLabel('gpt-4o for new questions', { exact: true }))
    .check();

  await chat.ask('A question');
  await chat.waitForReply();
  const asked = openai.requests.filter(({ path }) => path.endsWith('/chat/completions'));
  expect(JSON.parse(asked.at(-1)?.body ?? '{}')).toMatchObject({
    model: 'gpt-4o',
    temperature: 0.3,
    messages: [{ content: 'Answer in Latin.' }, { content: 'A question' }],
  });
});

test('a link to a provider opens it, and a provider that is off cannot be chosen', async ({
  extension,
  chat,
}) => {
  const settings = await extension.openExtensionPage('options.html#duckduckgo');
  const title = settings.getByRole('button', { name: 'DuckDuckGo', exact: true });
  await expect(title).toHaveAttribute('aria-expanded', 'true');
  await expect(title).toBeFocused();
  await settings.getByRole('switch', { name: 'Use DuckDuckGo' }).uncheck();
  await expect(settings.getByText('Saved', { exact: true })).toBeVisible();
  await expect(providerNamed(settings, 'DuckDuckGo')).toContainText('Off');
  await chat.modelButton.click();
  await expect(chat.page.getByRole('group', { name: 'AiChats' }).first()).toBeVisible();
  await expect(chat.page.getByRole('group', { name: 'DuckDuckGo' })).toHaveCount(0);
});

test('a server is renamed and removed, after one more question', async ({ settings }) => {
  await addOpenai(settings, KEY);
  await settings.getByLabel('Name', { exact: true }).fill('Work');
  await settings.keyboard.press('Enter');
  const card = providerNamed(settings, 'Work');
  await expect(card).toBeVisible();
  await card.getByRole('button', { name: 'Remove server' }).click();
  await expect(card).toContainText('Remove Work with its key and settings?');
  await expect(card.getByRole('button', { name: 'Keep' })).toBeFocused();
  await settings.keyboard.press('Escape');
  await expect(card.getByRole('button', { name: 'Remove server' })).toBeFocused();
  await settings.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Remove server' }).click();
  await expect(card).toHaveCount(0);
  await expect(settings.getByRole('button', { name: 'Add a server' })).toBeFocused();
});

test('a host that no provider needs is listed, and given back on a click', async ({
  extension,
  settings,
}) => {
  const hosts = settings.getByRole('region', { name: 'Privacy and data' });
  const revoke = hosts.getByRole('button', { name: 'Revoke access to duck.ai' });
  await expect(revoke).toBeVisible();
  await revoke.click();
  await expect(revoke).toHaveCount(0);
  const hasAccess = await extension.worker.evaluate(() =>
    chrome.permissions.contains({ origins: ['https://duck.ai/*'] }),
  );
  expect(hasAccess).toBe(false);
});

test('the keyboard is enough to open a provider, turn it off and close it', async ({
  settings,
}) => {
  const title = settings.getByRole('button', { name: 'DuckDuckGo', exact: true });
  await expect(title).toBeVisible();
  await settings.keyboard.press('Tab');
  await expect(title).toBeFocused();
  await settings.keyboard.press('Enter');
  await expect(title).toHaveAttribute('aria-expanded', 'true');
  await settings.keyboard.press('Tab');
  const isOn = settings.getByRole('switch', { name: 'Use DuckDuckGo' });
  await expect(isOn).toBeFocused();
  await settings.keyboard.press('Space');
  await expect(providerNamed(settings, 'DuckDuckGo')).toContainText('Off');
  await expect(isOn).toBeFocused();
  await settings.keyboard.press('Shift+Tab');
  await settings.keyboard.press('Enter');
  await expect(title).toHaveAttribute('aria-expanded', 'false');
});

test('long names and narrow pages need no sideways scrolling', async ({ settings }) => {
  await addOpenai(settings, KEY);
  await settings
    .getByLabel('Name', { exact: true })
    .fill('Донаудампфшиффартсгезелльшафт'.repeat(2));
  await settings.keyboard.press('Enter');
  for (const width of [320, 480, 1280]) {
    await settings.setViewportSize({ width, height: 800 });
    const overflow = await settings.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `at ${width} px`).toBe(0);
  }
});
