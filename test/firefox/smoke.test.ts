import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIREFOX_BUILD, ensureFirefoxBuild } from '@/scripts/setup/build';
import { launchFirefox, type FirefoxBrowser } from '@/scripts/browser/firefox-browser';
import { chatRequests } from '../e2e/chat-requests';
import { startDuckduckgoEmulator, type DuckduckgoEmulator } from '../emulators/duckduckgo';
import { startSite, type Site } from '../emulators/site';

let emulator: DuckduckgoEmulator;
let firefox: FirefoxBrowser;
let site: Site;

beforeAll(async () => {
  await ensureFirefoxBuild();
  emulator = await startDuckduckgoEmulator();
  site = await startSite();
  firefox = await launchFirefox({ extensionPath: FIREFOX_BUILD, network: [emulator, site] });
  await firefox.grantHostAccess(['https://duckduckgo.com/*']);
  await firefox.openExtensionPage('sidepanel.html');
}, 120_000);

afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await emulator.close();
  await site.close();
});

test('a question in the sidebar is answered', async () => {
  emulator.script.reply = 'The reply in **Firefox**.';
  await ask('Who answers?');
  await expect.poll(lastReply, LONG).toContain('The reply in Firefox.');
  expect(emulator.violations).toEqual([]);
});

test('a reply whose event page was ended keeps its text, and goes on by a click', async () => {
  const released = new AbortController();
  emulator.script.reply = async function* () {
    yield 'What was shown ';
    await once(released.signal, 'abort');
    yield 'is kept.';
  };
  await ask('And now?');
  await expect.poll(lastReply, LONG).toContain('What was shown');
  await firefox.stopBackground();
  await expect.poll(lastReply, LONG).toContain('The browser ended this reply.');
  expect(await lastReply()).toContain('What was shown');
  released.abort();
  emulator.script.reply = 'is kept.';
  await firefox.marionette.evaluate(
    `[...document.querySelectorAll('article:last-of-type button')]
      .find((button) => button.textContent === 'Continue').click();`,
  );
  await expect.poll(lastReply, LONG).toContain('What was shown is kept.');
});

test('the menu of a page asks about what is selected, in the real menu', async () => {
  emulator.script.reply = 'It is about a lighthouse.';
  site.serve('<p id="text">The lighthouse stands on the cape.</p>');
  await firefox.openTab('https://site.example/');
  await firefox.marionette.evaluate('getSelection().selectAllChildren(document.body);');
  await firefox.chooseMenuItem('#text', 'Ask about');
  await expect
    .poll(() => chatRequests(emulator).at(-1)?.body ?? '', LONG)
    .toContain('The lighthouse stands on the cape.');
  expect(chatRequests(emulator).at(-1)?.body).toContain('kind: selection');
});

const LONG = { timeout: 20_000, interval: 100 };

async function ask(question: string): Promise<void> {
  await firefox.marionette.evaluate(
    `const box = document.querySelector('textarea');
    box.value = values[0];
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    const send = () => document.querySelector('button[type=submit]');
    while (send() === null || send().disabled) await new Promise((next) => setTimeout(next, 20));
    send().click();`,
    [question],
  );
}

async function lastReply(): Promise<unknown> {
  return firefox.marionette.evaluate(
    `return [...document.querySelectorAll('article[data-role=assistant]')].at(-1)?.innerText ?? '';`,
  );
}
