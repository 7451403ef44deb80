import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from './extension';
import { answerHere, cardIn, selectText, test } from './page-site';

const READERS = path.resolve('test/fixtures/hostile/card-readers.js');
const REPLY = 'SECRET-REPLY-4711';
const TYPED = 'SECRET-TYPED-0815';
const TEXT = '<p id="text">The lighthouse stands on the northern cape.</p>';

/** What the readers of the page got hold of. */
interface HostileWindow {
  readonly heard: unknown[];
  readAll(secrets: readonly string[]): Promise<void>;
}

test('a page reads nothing of a card, and nothing that is typed into it', async ({
  extension,
  emulator,
  openPage,
}) => {
  test.setTimeout(60_000);
  emulator.script.reply = `The **${REPLY}** and [${REPLY}](https://site.example/${REPLY}). `.repeat(
    9,
  );
  const readers = await readFile(READERS, 'utf8');
  const page = await openPage(`<body>${TEXT}<textarea id="catch"></textarea>
    <script>${readers}</script>`);
  const readAll = () =>
    page.evaluate(
      (secrets) => (globalThis as unknown as HostileWindow).readAll(secrets),
      [REPLY, TYPED],
    );
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  await expect(card.getByRole('article').last()).toHaveAttribute('data-state', 'complete');
  await readAll();

  await card.getByRole('textbox', { name: 'Message' }).click();
  await page.keyboard.type(TYPED);
  await expect(card.getByRole('textbox', { name: 'Message' })).toHaveValue(TYPED);
  await readAll();

  await card.getByText(REPLY).first().dblclick();
  await page.keyboard.press('Control+a');
  await readAll();

  await card.getByText(REPLY).first().dblclick();
  const box = await card.getByText(REPLY).first().boundingBox();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 5);
  await page.mouse.down();
  await page.mouse.move(700, 500, { steps: 5 }); // over the page, and not let go there
  await readAll();
  await page.mouse.move((box?.x ?? 0) + 20, (box?.y ?? 0) + 5);
  await page.mouse.up();

  await page.emulateMedia({ media: 'print' });
  await page.locator('#text').click();
  await page.keyboard.press('Control+a');
  await readAll();

  const heard = await page.evaluate(() =>
    (globalThis as unknown as HostileWindow).heard.map((each) => JSON.stringify(each)),
  );
  expect(heard.filter((each) => /northern cape/.test(each)).length).toBeGreaterThan(5); // they work
  const withoutSearches = heard.filter((each) => !each.startsWith('["found"'));
  expect(withoutSearches.filter((each) => /SECRET-|4711|0815/.test(each))).toEqual([]);
  expect(heard.filter((each) => each.startsWith('["found"'))).toEqual(
    Array.from({ length: 5 }, () => '["found",[]]'),
  );
  expect(heard.filter((each) => /inline-card|chrome-extension/.test(each))).toEqual([]);
  expect(heard.filter((each) => each.startsWith('["frames"'))).toEqual(
    Array.from({ length: 5 }, () => '["frames",0,0]'),
  );
  expect(heard.filter((each) => /^\["event","(?:key|before|input|message)/.test(each))).toEqual([
    '["event","keydown","Control",null,null,false,null]',
    '["event","keydown","a",null,null,false,null]',
    '["event","keyup","a",null,null,false,null]',
    '["event","keyup","Control",null,null,false,null]',
  ]); // what was typed outside the card
});

test('no page notices the extension before it is asked', async ({ extension, openPage }) => {
  const readers = await readFile(READERS, 'utf8');
  const page = await openPage(`<body>${TEXT}<script>${readers}</script>`);
  await selectText(page, '#text');
  const before = await page.evaluate(() => document.documentElement.outerHTML);
  await extension.openExtensionPage('sidepanel.html');
  await page.bringToFront();
  const seen = await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.remove();
    const fetched = await fetch(address).then(
      () => 'fetched',
      () => 'refused',
    );
    const { chrome: global } = globalThis as { chrome?: { runtime?: unknown } };
    const entries = performance.getEntriesByType('resource').map(({ name }) => new URL(name).host);
    return { fetched, runtime: typeof global?.runtime, entries: [...new Set(entries)] };
  }, `chrome-extension://${extension.extensionId}/inline-card.html`);
  expect(seen).toEqual({ fetched: 'refused', runtime: 'undefined', entries: ['site.example'] });
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(before);
});

for (const file of ['inline-card', 'sidepanel', 'popup', 'options', 'offscreen']) {
  test(`a site that knows the extension cannot frame its page ${file}`, async ({
    extension,
    openPage,
  }) => {
    const address = `chrome-extension://${extension.extensionId}/${file}.html`;
    const page = await openPage(`<iframe src="${address}"></iframe>`);
    await expect.poll(() => page.frames().at(1)?.url()).toMatch(/^chrome-error:/);
  });
}

test('a script in a page reads nothing of what is kept, and can ask for one thing', async ({
  extension,
  openPage,
}) => {
  const page = await openPage(TEXT);
  await extension.grantActiveTab(page);
  const got = await extension.worker.evaluate(async (url) => {
    const [tab] = await chrome.tabs.query({ url });
    const [injected] = await chrome.scripting.executeScript({
      target: { tabId: tab?.id ?? 0 },
      func: async () => {
        const areas = [chrome.storage.local, chrome.storage.session];
        const read = await Promise.allSettled(areas.map((area) => area.get()));
        const names = ['list-conversations', 'list-providers', 'send-prompt', 'read-image'];
        const asked = await Promise.all(
          names.map((name) => chrome.runtime.sendMessage({ type: 'request', name, input: {} })),
        );
        const databases = await indexedDB.databases();
        return { read: read.map(({ status }) => status), asked, databases };
      },
    });
    return injected?.result;
  }, page.url());
  expect(got?.read).toEqual(['rejected', 'rejected']);
  expect(got?.databases).toEqual([]);
  for (const answer of got?.asked ?? []) {
    expect(answer).toMatchObject({ ok: false, error: { kind: 'internal' } });
  }
});

test('a click on a card that the page covers or fades does nothing', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'An answer.';
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  const close = card.getByRole('button', { name: 'Close' });
  const setOpacity = (opacity: string) =>
    page.evaluate((value) => {
      const host = document.querySelector<HTMLElement>('[popover]');
      host?.style.setProperty('opacity', value, 'important');
    }, opacity);
  await setOpacity('0.01');
  await page.waitForTimeout(500);
  await close.click();
  await page.waitForTimeout(300);
  expect(page.frames()).toHaveLength(2);
  await setOpacity('1');
  await page.waitForTimeout(500);
  await close.click();
  await expect.poll(() => page.frames().length).toBe(1);
});
