import type { Page } from '@playwright/test';
import { startServer } from '@/test/emulators/emulator';
import type { Bench } from './bench';
import { percentile, type Measurement } from './measurement';

const ROUNDS = 50;
const WARM_UP_ROUNDS = 2;
const MAX_OVERHEAD_MS = 300;
const TEXT = 'The lighthouse stands on the northern cape';

/**
 * From the click on "Ask about …" to the reply's first characters on the screen, the panel being
 * closed, without the time that the service itself took. Fails if a question arrives not exactly once.
 */
export async function measureSelection(bench: Bench): Promise<Measurement[]> {
  await bench.panel.close();
  await bench.extension.worker.evaluate(() =>
    chrome.storage.local.set({
      settings: { model: { providerId: 'darkai', modelId: 'gpt-4o' }, isSetUp: true },
    }),
  );
  const { context } = bench.extension;
  await context.addInitScript(() => {
    if (location.pathname !== '/sidepanel.html') return;
    globalThis.firstReplyPainted = probe.painted(() => {
      const text = document.querySelector('[data-role="assistant"] > [dir="auto"]');
      return (text?.textContent ?? '') !== '';
    });
  });
  await using site = await startSite();
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${site.port}/`);
  const opener = await bench.extension.openExtensionPage('bench/bare.html');
  await bench.extension.grantActiveTab(page);
  const overheads: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    overheads.push(
      await overheadOf(bench, { page, opener, text: `${TEXT}, seen ${round} times.` }),
    );
  }
  await opener.close();
  await page.close();
  return [
    {
      name: 'selection to first characters, panel closed, 95th percentile',
      unit: 'ms',
      value: percentile(overheads.slice(WARM_UP_ROUNDS), 0.95),
      floor: MAX_OVERHEAD_MS,
      goal: 1,
    },
  ];
}

interface Round {
  readonly page: Page;
  /** A page of ours: a click in it may open the panel, as the click in the menu does for a user. */
  readonly opener: Page;
  readonly text: string;
}

async function overheadOf(
  { extension, plainService }: Bench,
  { page, opener, text }: Round,
): Promise<number> {
  await page.evaluate((selected) => {
    document.body.textContent = selected;
    getSelection()?.selectAllChildren(document.body);
  }, text);
  const [opened, clickedAt] = await Promise.all([
    extension.context.waitForEvent('page', (each) => each.url().endsWith('/sidepanel.html')),
    click(extension.worker, { url: page.url(), text }),
    opener.evaluate(async () => {
      const { id } = await chrome.windows.getCurrent();
      if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
    }),
  ]);
  const paintedAt = await opened.evaluate(() => firstReplyPainted);
  await opened.close();
  const asked = plainService.requests.filter(
    ({ method, body }) => method === 'POST' && body.includes(text),
  );
  const [{ at, response } = {}] = asked;
  const { firstByteAt } = response ?? {};
  if (asked.length !== 1 || at === undefined || typeof firstByteAt !== 'number') {
    throw new Error(`The question arrived ${asked.length} times`);
  }
  return paintedAt - clickedAt - (firstByteAt - at);
}

/** The event of the click on the menu's item; resolves to when it was. */
function click(
  worker: Bench['extension']['worker'],
  { url, text }: { readonly url: string; readonly text: string },
): Promise<number> {
  return worker.evaluate(
    async ([pageUrl, selectionText]) => {
      const [tab] = await chrome.tabs.query({ url: pageUrl });
      const { onClicked } = chrome.contextMenus as unknown as {
        onClicked: { dispatch(info: unknown, on: typeof tab): void };
      };
      const clickedAt = performance.timeOrigin + performance.now();
      onClicked.dispatch({ menuItemId: 'ask:selection', selectionText, frameId: 0 }, tab);
      return clickedAt;
    },
    [url, text] as const,
  );
}

function startSite() {
  return startServer({
    hosts: ['127.0.0.1'],
    protocol: 'http',
    handle: (exchange) =>
      exchange.send(200, '<!doctype html><title>A page</title>', { 'content-type': 'text/html' }),
  });
}
