import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchFirefox, type FirefoxBrowser } from '@/scripts/browser/firefox-browser';
import { ensureFirefoxBuild, FIREFOX_BUILD } from '@/scripts/setup/build';
import { startServer, type Emulator } from '../emulators/emulator';
import { toPdf } from '../fixtures/page-reading/pdf-file';

const SITE = 'files.example';
const URL = `https://${SITE}/report.pdf`;
const FILE = toPdf({ pages: [[{ text: 'The lighthouse is old.', left: 72, top: 100 }]] });

let site: Emulator;
let firefox: FirefoxBrowser;

beforeAll(async () => {
  await ensureFirefoxBuild();
  site = await startServer({
    hosts: [SITE],
    handle: (exchange) => exchange.send(200, FILE, { 'content-type': 'application/pdf' }),
  });
  firefox = await launchFirefox({ extensionPath: FIREFOX_BUILD, network: [site] });
  await firefox.openExtensionPage('options.html');
}, 120_000);

afterAll(async () => {
  await firefox[Symbol.asyncDispose]();
  await site.close();
});

test('a PDF is read by a worker of the event page, once there is access to its site', async () => {
  expect(await readPdf()).toEqual({ type: 'refused', reason: 'no-access' });
  await firefox.grantHostAccess([`https://${SITE}/*`]);
  expect(await readPdf()).toEqual({
    type: 'page',
    page: {
      title: 'report.pdf',
      url: URL,
      text: '## Page 1\n\nThe lighthouse is old.',
      length: 33,
      hiddenCharacters: 0,
      source: 'pdf',
    },
  });
});

/** What the background reads of a new tab that shows the file. */
function readPdf(): Promise<unknown> {
  return firefox.marionette.evaluate(
    `const { tabs, runtime } = window.browser;
    const { id: tabId } = await tabs.create({ url: values[0], active: false });
    while ((await tabs.get(tabId)).status !== 'complete') await new Promise((next) => setTimeout(next, 50));
    const message = { type: 'request', name: 'read-page', input: { tabId } };
    return (await runtime.sendMessage(message)).output;`,
    [URL],
  );
}
