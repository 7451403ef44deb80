import {
  chromium,
  type BrowserContext,
  type CDPSession,
  type Page,
  type Worker,
} from '@playwright/test';
import { CHROME_BUILD } from '../setup/build';
import { findChromium } from '../setup/chromium';
import { providerOrigins, seedHostAccess, type HostAccess } from './host-access';

/** Makes Playwright treat the side panel as a page like any other. */
process.env.PW_CHROMIUM_ATTACH_TO_OTHER = '1';

/** A local server that answers for a service. */
export interface StandIn {
  /** `*` is every host that no other stands in for, on any port. */
  readonly hosts: readonly string[];
  readonly port: number;
  /** SHA-256 of its certificate's public key, in base64. */
  readonly spki: string;
}

export interface LaunchOptions {
  readonly userDataDir: string;
  /** `live` lets the browser reach the real services. */
  readonly network: readonly StandIn[] | 'live';
  readonly headless: boolean;
  /** The X display that its window stands on, if not the environment's. */
  readonly display?: string | undefined;
  /** What a new profile grants; `none` unless said otherwise. */
  readonly hostAccess?: HostAccess;
  readonly extensionPath?: string;
}

/** A running Chromium with the built extension in it. */
export interface ExtensionBrowser extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly worker: Worker;
  readonly extensionId: string;
  /** Opens the toolbar popup over a tab (the first, if not given), as a click on the button does. */
  openPopup(tab?: Page): Promise<Page>;
  /** Opens the real side panel beside the first tab, with the button in the popup. */
  openSidePanel(): Promise<Page>;
  /** Gives access to a page as a click on the toolbar button does; its popup is closed again. */
  grantActiveTab(page: Page): Promise<void>;
  /** Opens a page of the extension in a tab. */
  openExtensionPage(file: string): Promise<Page>;
  /** Makes the next request for access to `origins` succeed without a prompt: all providers', if not given. */
  grantHostAccess(origins?: readonly string[]): Promise<void>;
  /** Ends the service worker, as the browser does when it idles. */
  stopWorker(): Promise<void>;
  /** Ends the browser's process at once: nothing is written, nobody is told. */
  kill(): Promise<void>;
  /** Closes the browser as a user does. */
  close(): Promise<void>;
}

/** Starts Chromium with the extension; `userDataDir` may hold a profile from an earlier start. */
export async function launchExtensionBrowser({
  userDataDir,
  network,
  headless,
  display,
  hostAccess = 'none',
  extensionPath = CHROME_BUILD,
}: LaunchOptions): Promise<ExtensionBrowser> {
  const origins = providerOrigins();
  await seedHostAccess(hostAccess, { userDataDir, extensionPath, origins });
  const executablePath = findChromium();
  const context = await chromium.launchPersistentContext(userDataDir, {
    ...(executablePath !== undefined && { executablePath }),
    headless,
    ...(display !== undefined && { env: { ...process.env, DISPLAY: display } }),
    viewport: null, // otherwise the side panel gets the viewport's size, not its own
    chromiumSandbox: network === 'live' && process.getuid?.() !== 0,
    handleSIGINT: false, // whoever launched it also closes it
    handleSIGTERM: false,
    handleSIGHUP: false,
    ignoreDefaultArgs: ['--enable-automation'],
    args: [
      '--window-size=1280,800',
      '--enable-unsafe-extension-debugging',
      ...extensionArguments({ extensionPath, network }),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  const extensionId = new URL(worker.url()).host;
  return {
    context,
    worker,
    extensionId,
    openPopup: (tab) => openPopup(context, { extensionId, tab }),
    openSidePanel: () => openSidePanel(context, extensionId),
    grantActiveTab: async (tab) => (await openPopup(context, { extensionId, tab })).close(),
    openExtensionPage: (file) => openPage(context, `chrome-extension://${extensionId}/${file}`),
    grantHostAccess: (patterns = origins) => grantHostAccess(context, extensionId, patterns),
    stopWorker: () => stopWorker(context, extensionId),
    kill: () => killBrowser(context),
    close: () => context.close(),
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** What makes Chromium load the extension, and reach what `network` says. */
export function extensionArguments({
  extensionPath,
  network,
}: Required<Pick<LaunchOptions, 'extensionPath' | 'network'>>): string[] {
  return [
    '--disable-quic',
    `--disable-extensions-except=${extensionPath}`,
    `--load-extension=${extensionPath}`,
    ...(network === 'live' ? [] : standInArguments(network)),
  ];
}

/** The services' hosts lead to their stand-ins, every other name leads nowhere; the first rule counts. */
function standInArguments(standIns: readonly StandIn[]): string[] {
  const rules = standIns.flatMap(({ hosts, port }) =>
    hosts.map((host) => `MAP ${host === '*' ? '*' : `${host}:443`} 127.0.0.1:${port}`),
  );
  return [
    `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
    `--ignore-certificate-errors-spki-list=${standIns.map(({ spki }) => spki).join(',')}`,
  ];
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

interface PopupPlace {
  readonly extensionId: string;
  readonly tab: Page | undefined;
}

async function openPopup(context: BrowserContext, { extensionId, tab }: PopupPlace): Promise<Page> {
  const session = await browserSession(context);
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'tab' }] });
  const target = targetInfos.find(({ url }) => tab === undefined || url === tab.url());
  if (target === undefined) throw new Error('A popup needs a tab to stand over');
  await tab?.bringToFront();
  const opened = context.waitForEvent('page', (page) => page.url().endsWith('/popup.html'));
  const { targetId } = target;
  await session.send('Extensions.triggerAction', { id: extensionId, targetId });
  await session.detach();
  return opened;
}

async function openSidePanel(context: BrowserContext, extensionId: string): Promise<Page> {
  const popup = await openPopup(context, { extensionId, tab: undefined });
  const opened = context.waitForEvent('page', (page) => page.url().endsWith('/sidepanel.html'));
  const click = popup.getByRole('button', { name: 'Open the sidebar' }).click();
  const closedFirst = (error: unknown) => {
    if (!popup.isClosed()) throw error; // it closes by the click, maybe before that has returned
  };
  const [panel] = await Promise.all([opened, click.catch(closedFirst)]);
  await panel.waitForFunction(() => innerWidth > 0); // the window makes room for it
  return panel;
}

async function grantHostAccess(
  context: BrowserContext,
  extensionId: string,
  origins: readonly string[],
): Promise<void> {
  const page = await openPage(context, 'chrome://extensions');
  await page.evaluate(
    async ([id, hosts]) => {
      // A private interface of this one page: what its own "site access" setting calls.
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: { addHostPermission(id: string, host: string): Promise<void> };
      };
      for (const host of hosts) await developerPrivate.addHostPermission(id, host);
    },
    [extensionId, origins] as const,
  );
  await page.close();
}

async function stopWorker(context: BrowserContext, extensionId: string): Promise<void> {
  const isOurs = (page: Page) => page.url().startsWith(`chrome-extension://${extensionId}/`);
  const page = context.pages().find(isOurs);
  if (page === undefined)
    throw new Error('Stopping the worker needs an open page of the extension');
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

async function killBrowser(context: BrowserContext): Promise<void> {
  const session = await browserSession(context);
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const browser = processInfo.find(({ type }) => type === 'browser');
  if (browser === undefined) throw new Error('Chromium does not tell its process');
  const closed = context.waitForEvent('close');
  process.kill(browser.id, 'SIGKILL');
  await closed;
}

function browserSession(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (browser === null) throw new Error('The browser is gone');
  return browser.newBrowserCDPSession();
}
