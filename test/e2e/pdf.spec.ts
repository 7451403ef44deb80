import type { Page } from '@playwright/test';
import { startServer, type Emulator } from '../emulators/emulator';
import { toPdf } from '../fixtures/page-reading/pdf-file';
import { request } from './background-request';
import { expect, test as base } from './extension';

const SITE = 'files.example';
/** On the list of quiet sites, as a bank's name would be. */
const QUIET_SITE = 'files.paypal.com';

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

  readFile: async ({ extension, asker }, use) =>
    use(async (address) => {
      const page = await extension.context.newPage();
      await page.goto(`https://${SITE}/`);
      await page.goto(address, { waitUntil: 'commit' }).catch(() => {}); // a viewer is no page
      await expect.poll(() => page.url()).toBe(address);
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

test('a PDF is read page by page, as the user may see it', async ({
  extension,
  readFile,
  site,
}) => {
  await extension.grantHostAccess([`https://${SITE}/*`]);
  for (const path of ['/report.pdf', '/download?id=1']) {
    const url = `https://${SITE}${path}`;
    expect(await readFile(url)).toEqual({
      type: 'page',
      page: {
        title: 'A report',
        url,
        text: '## Page 1\n\nThe lighthouse is old.\n\n## Page 2\n\nIt is red.',
        length: 58,
        hiddenCharacters: 0,
        source: 'pdf',
      },
    });
    expect(site.requests.at(-1)?.cookies).toEqual({ session: '4711' });
  }
});

test('a file that is locked, and one of images alone, have no text', async ({
  extension,
  readFile,
}) => {
  await extension.grantHostAccess([`https://${SITE}/*`]);
  const empty = { type: 'refused', reason: 'empty' };
  expect(await readFile(`https://${SITE}/locked.pdf`)).toEqual(empty);
  expect(await readFile(`https://${SITE}/scanned.pdf`)).toEqual(empty);
});

test('a PDF is not fetched without access, nor from a quiet site', async ({
  extension,
  readFile,
  site,
}) => {
  const refused = { type: 'refused', reason: 'no-access' };
  expect(await readFile(`https://${SITE}/report.pdf`)).toEqual(refused);
  await extension.grantHostAccess([`https://${QUIET_SITE}/*`]);
  const quiet = { type: 'refused', reason: 'quiet-site' };
  expect(await readFile(`https://${QUIET_SITE}/report.pdf`)).toEqual(quiet);
  const fetched = site.requests.filter(({ headers }) => headers['sec-fetch-dest'] === 'empty');
  expect(fetched).toEqual([]);
});

test('200 pages are read while the chat stays quick', async ({ extension, asker, readFile }) => {
  await extension.grantHostAccess([`https://${SITE}/*`]);
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
  const reading = await readFile(`https://${SITE}/long.pdf`);
  const longest = await asker.evaluate(() => document.documentElement.dataset['longest']);
  expect(reading).toMatchObject({ type: 'page', page: { source: 'pdf' } });
  expect(reading.type === 'page' && reading.page.text).toContain('## Page 200');
  expect(Number(longest)).toBeLessThan(100);
  const left = await extension.worker.evaluate(() => chrome.offscreen.hasDocument());
  expect(left).toBe(false);
});
