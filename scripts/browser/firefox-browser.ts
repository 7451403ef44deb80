import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { findFirefox } from '../setup/firefox';
import { startConnectProxy } from './connect-proxy';
import type { StandIn } from './extension-browser';
import { Marionette } from './marionette';

/** The extension's id in Firefox, as its manifest says. */
export const FIREFOX_ID = 'sidelight@sidelight.example';
/** The host of its pages in our profiles; Firefox would draw one by lot. */
const PAGE_HOST = '6f1d0b5e-52c2-4a53-9d0b-3c1f0f7a9a11';

/** A running Firefox with the built extension in it, in a profile of its own. */
export interface FirefoxBrowser extends AsyncDisposable {
  readonly marionette: Marionette;
  /** Opens a page of the extension in the first tab. */
  openExtensionPage(file: string): Promise<void>;
  /** Grants `origins` (match patterns), as a user does in the browser's question. */
  grantHostAccess(origins: readonly string[]): Promise<void>;
  /** Opens `url` in a new tab, and turns to it. */
  openTab(url: string): Promise<void>;
  /** Chooses an item of ours, by how its text begins, in the real menu of an element. */
  chooseMenuItem(selector: string, item: string): Promise<void>;
  /** Ends the event page, as the browser does when it idles. */
  stopBackground(): Promise<void>;
  /** A picture of the page, as PNG. */
  screenshot(): Promise<Buffer>;
}

interface LaunchOptions {
  readonly extensionPath: string;
  readonly network: readonly StandIn[];
}

/** Starts Firefox with the extension, without a window. */
export async function launchFirefox({
  extensionPath,
  network,
}: LaunchOptions): Promise<FirefoxBrowser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'sidelight-firefox-'));
  const proxy = await startConnectProxy(network);
  const marionettePort = await freePort();
  await writePreferences(profile, {
    ...PREFERENCES,
    ...networkThrough(proxy.port),
    'marionette.port': marionettePort,
  });
  const firefox = spawn(
    findFirefox(),
    [
      '--marionette',
      '--remote-allow-system-access',
      '--no-remote',
      '--headless',
      '--profile',
      profile,
    ],
    { stdio: 'ignore' },
  );
  const close = async () => {
    await end(firefox);
    await proxy[Symbol.asyncDispose]();
    await rm(profile, { recursive: true, force: true });
  };
  try {
    const marionette = await Marionette.connect(marionettePort);
    await marionette.send('WebDriver:SetTimeouts', { script: 60_000 });
    await marionette.send('Addon:Install', { path: extensionPath, temporary: true });
    return {
      marionette,
      async openExtensionPage(file) {
        const url = `moz-extension://${PAGE_HOST}/${file}`;
        await marionette.send('WebDriver:Navigate', { url });
      },
      async grantHostAccess(origins) {
        await marionette.evaluateInBrowser(GRANT, [FIREFOX_ID, origins]);
      },
      async openTab(url) {
        const tab = await marionette.send('WebDriver:NewWindow', { type: 'tab', focus: true });
        const { handle } = handleSchema.parse(tab);
        await marionette.send('WebDriver:SwitchToWindow', { handle });
        await marionette.send('WebDriver:Navigate', { url });
      },
      async chooseMenuItem(selector, item) {
        await openMenuAt(marionette, selector);
        await marionette.evaluateInBrowser(CHOOSE_MENU_ITEM, [item]);
      },
      async stopBackground() {
        await marionette.evaluateInBrowser(STOP_BACKGROUND, [FIREFOX_ID]);
      },
      async screenshot() {
        const { value } = (await marionette.send('WebDriver:TakeScreenshot', {
          full: false,
          hash: false,
        })) as { value: string };
        return Buffer.from(value, 'base64');
      },
      async [Symbol.asyncDispose]() {
        marionette.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const handleSchema = z.object({ handle: z.string() });
const elementSchema = z.object({ value: z.record(z.string(), z.string()) });

/** A press of the right button on an element, as a pointer makes it. */
async function openMenuAt(marionette: Marionette, selector: string): Promise<void> {
  const found = await marionette.send('WebDriver:FindElement', {
    using: 'css selector',
    value: selector,
  });
  const origin = elementSchema.parse(found).value;
  const pointer = [
    { type: 'pointerMove', duration: 0, x: 0, y: 0, origin },
    { type: 'pointerDown', button: 2 },
    { type: 'pointerUp', button: 2 },
  ];
  const parameters = { pointerType: 'mouse' };
  await marionette.send('WebDriver:PerformActions', {
    actions: [{ type: 'pointer', id: 'mouse', parameters, actions: pointer }],
  });
}

/** The real menu of the page, and our items in a menu of their own in it. */
const CHOOSE_MENU_ITEM = `
  const until = async (find) => {
    for (let tries = 0; tries < 100; tries++) {
      const found = find();
      if (found) return found;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error('Not in the menu: ' + values[0]);
  };
  const menu = document.getElementById('contentAreaContextMenu');
  await until(() => menu.state === 'open');
  const ours = await until(() => menu.querySelector('menu[label="Sidelight"]'));
  ours.openMenu(true);
  await until(() => ours.menupopup.state === 'open');
  const items = [...ours.menupopup.querySelectorAll('menuitem')];
  const item = await until(() => items.find(({ label }) => label.startsWith(values[0])));
  ours.menupopup.activateItem(item);`;

/** Interfaces of the browser's own: what its permission dialog and its idle timer call. */
const GRANT = `
  const { ExtensionPermissions } = ChromeUtils.importESModule(
    'resource://gre/modules/ExtensionPermissions.sys.mjs',
  );
  const [id, origins] = values;
  const { extension } = WebExtensionPolicy.getByID(id);
  await ExtensionPermissions.add(id, { permissions: [], origins, data_collection: [] }, extension);`;
const STOP_BACKGROUND = `
  const { extension } = WebExtensionPolicy.getByID(values[0]);
  await extension.terminateBackground({ ignoreDevToolsAttached: true });`;

/** Nothing but what a test does: no first-run pages, no updates, no telemetry. */
const PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [FIREFOX_ID]: PAGE_HOST }),
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage': 'about:blank',
  'browser.startup.page': 0,
  'browser.aboutwelcome.enabled': false,
  'trailhead.firstrun.didSeeAboutWelcome': true,
  'termsofuse.bypassNotification': true,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
};

function networkThrough(proxyPort: number) {
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
  };
}

async function writePreferences(
  profile: string,
  preferences: Readonly<Record<string, unknown>>,
): Promise<void> {
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(path.join(profile, 'user.js'), lines.join('\n'));
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(firefox: ChildProcess): Promise<void> {
  if (firefox.exitCode !== null) return;
  const exited = once(firefox, 'exit');
  firefox.kill('SIGKILL');
  await exited;
}
