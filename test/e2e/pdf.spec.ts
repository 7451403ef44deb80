import type { Page } from '@playwright/test';
import { startServer, type Emulator } from '../emulators/emulator';
import { toPdf } from '../fixtures/page-reading/pdf-file';
import { request } from './background-request';
import { expect, test as base } from './extension';

const SITE = 'files.example';
/** On the list of quiet sites, as a bank's name would be. */
const QUIET_SITE = 'files.paypal.com';

/** Reading those pages takes about a second; other tests may need the processor, too. */
const LONGEST_WAIT_MS = 200;

const line = (text: string) => ({ text, left: 72, top: 100 });
const REPORT = toPdf({
  title: 'A report',
  pages: [[line('The lighthouse is old.')], [line('It is red.')]],
});
const LONG_PAGE = Array.from({ length: 60 }, (_, row) => ({
  text: 'The lighthouse stands on the northern cape and is seen from far away.',
  left: 72,
  top: 60 + row * 11,
}));
const FILES: Readonly<Record<string, Buffer>> = {
  '/report.pdf': REPORT,
  '/download?id=1': REPORT,
  '/locked.pdf': toPdf({ isLocked: true, pages: [[line('A secret')]] }),
  '/scanned.pdf': toPdf({ pages: [[]] }),
  '/long.pdf': toPdf({ pages: Array<typeof LONG_PAGE>(200).fill(LONG_PAGE) }),
};

interface Fixtures {
  site: Emulator;
  /** A page of the extension that may ask the background for anything. */
  asker: Page;
  /** Gives the extension access to a site, as the user's yes does. */
  allow: (host: string) => Promise<void>;
  /** Shows a file in a new tab. */
  openFile: (address: string) => Promise<void>;
  /** What the background reads of a file that a tab shows. */
  readFile: (address: string) => ReturnType<typeof readTab>;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  site: async ({}, use) => {
    await using server = await startServer({
      hosts: [SITE, QUIET_SITE],
      handle: async (exchange) => {
        const file = FILES[exchange.request.path];
        await (file === undefined
          ? exchange.send(200, '<title>A page</title><p>Hello</p>', {
              'content-type': 'text/html',
              'set-cookie': 'session=4711; Secure; SameSite=None',
            })
          : exchange.send(200, file, { 'content-type': 'application/pdf' }));
      },
    });
    await use(server);
  },

  network: async ({ network, site }, use) => use([...network, site]),

  asker: async ({ extension }, use) => use(await extension.openExtensionPage('options.html')),

  allow: async ({ extension, asker }, use) =>
    use(async (host) => {
      const origins = [`https://${host}/*`];
      await extension.grantHostAccess(origins);
      await asker.bringToFront();
      await asker.evaluate((asked) => chrome.permissions.request({ origins: asked }), origins);
    }),

  openFile: async ({ extension }, use) =>
    use(async (address) => {
      const page = await extension.context.newPage();
      await page.goto(`https://${SITE}/`);
      await page.goto(address, { waitUntil: 'commit' }).catch(() => {}); // a viewer is no page
      await expect.poll(() => page.url()).toBe(address);
    }),

  readFile: async ({ openFile, asker }, use) =>
    use(async (address) => {
      await openFile(address);
      return readTab(asker);
    }),
});

/** Of the newest tab, which our page's own is not. */
async function readTab(asker: Page) {
  const tabId = await asker.evaluate(async () => {
    const tabs = await chrome.tabs.query({});
    return tabs.at(-1)?.id ?? -1;
  });
  return request(asker, 'read-page', { tabId });
}

test('a PDF is read page by page, as the user may see it', async ({ allow, readFile, site }) => {
  await allow(SITE);
  for (const path of ['/report.pdf', '/download?id=1']) {
    const url = `https://${SITE}${path}`;
    expect(await readFile(url)).toEqual({
      type: 'page',
      page: {
        title: 'A report',
        url,
        text: '## Page 1\n\nThe lighthouse is old.\n\n## Page 2\n\nIt is red.',
        length: 56,
        hiddenCharacters: 0,
        source: 'pdf',
      },
    });
    expect(site.requests.at(-1)?.cookies).toEqual({ session: '4711' });
  }
});

test('a file that is locked, and one of images alone, have no text', async ({
  allow,
  readFile,
}) => {
  await allow(SITE);
  const empty = { type: 'refused', reason: 'empty' };
  expect(await readFile(`https://${SITE}/locked.pdf`)).toEqual(empty);
  expect(await readFile(`https://${SITE}/scanned.pdf`)).toEqual(empty);
});

test('a PDF is not fetched without access, nor from a quiet site', async ({
  allow,
  readFile,
  site,
}) => {
  const refused = { type: 'refused', reason: 'no-access' };
  expect(await readFile(`https://${SITE}/report.pdf`)).toEqual(refused);
  await allow(QUIET_SITE);
  const quiet = { type: 'refused', reason: 'quiet-site' };
  expect(await readFile(`https://${QUIET_SITE}/report.pdf`)).toEqual(quiet);
  const fetched = site.requests.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
  expect(fetched).toEqual([]);
});

test('a click on the button is access enough for the PDF in its tab', async ({
  extension,
  asker,
  readFile,
}) => {
  const url = `https://${SITE}/report.pdf`;
  await readFile(url);
  const tab = extension.context.pages().find((page) => page.url() === url);
  if (tab === undefined) throw new Error('The PDF is not open');
  await extension.grantActiveTab(tab);
  expect(await readTab(asker)).toMatchObject({ type: 'page', page: { source: 'pdf', url } });
});

test('200 pages are read while the chat stays quick', async ({
  extension,
  allow,
  asker,
  openFile,
}) => {
  await allow(SITE);
  await openFile(`https://${SITE}/long.pdf`);
  await asker.bringToFront();
  await asker.evaluate(() => {
    let last = performance.now();
    let longest = 0;
    setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      document.documentElement.dataset['longest'] = String(longest);
    }, 5);
  });
  const reading = await readTab(asker);
  const longest = await asker.evaluate(() => document.documentElement.dataset['longest']);
  expect(reading.type === 'page' && reading.page.text).toContain('## Page 200');
  expect(Number(longest)).toBeLessThan(LONGEST_WAIT_MS);
  const isLeft = await extension.worker.evaluate(() => chrome.offscreen.hasDocument());
  expect(isLeft).toBe(false);
});
