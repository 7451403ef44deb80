import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, type Page } from '@playwright/test';
import {
  launchExtensionBrowser,
  type ExtensionBrowser,
  type StandIn,
} from '@/scripts/browser/extension-browser';
import type { HostAccess } from '@/scripts/browser/host-access';
import type { DuckduckgoEmulator } from '../emulators/duckduckgo';
import { startFreeServices, type FreeServices } from '../emulators/free-services';
import { ChatPage } from './chat-page';

interface Options {
  /** What the profile grants before the first start. */
  hostAccess: HostAccess;
}

interface Fixtures {
  /** Answer for the services that need no key. */
  freeServices: FreeServices;
  /** Answers for the service that the first model is of. */
  emulator: DuckduckgoEmulator;
  /** All that the browser can reach. */
  network: readonly StandIn[];
  /** A display of the test's own, where its keys go; without one the browser has no window. */
  display: string | undefined;
  /** Starts the browser once more on this test's profile, after `close()` or `kill()`. */
  launch: () => Promise<ExtensionBrowser>;
  /** The browser with the extension, as it is built for users. */
  extension: ExtensionBrowser;
  /** The real side panel. */
  panel: Page;
  /** The chat in the real side panel. */
  chat: ChatPage;
  /** One more chat page, in a tab. */
  openChatInTab: () => Promise<ChatPage>;
}

export const test = base.extend<Fixtures & Options>({
  hostAccess: ['granted', { option: true }],

  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  freeServices: async ({}, use) => {
    await using services = await startFreeServices();
    await use(services);
  },

  emulator: async ({ freeServices }, use) => use(freeServices.duckduckgo),

  network: async ({ freeServices: { duckduckgo, aichats, darkai, aiask } }, use) =>
    use([duckduckgo, aichats, darkai, aiask]),

  display: undefined,

  launch: async ({ network, hostAccess, display }, use) => {
    const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-e2e-'));
    const launched: ExtensionBrowser[] = [];
    await use(async () => {
      const headless = display === undefined && process.env.HEADED === undefined;
      const options = { userDataDir, network, headless, display, hostAccess };
      const extension = await launchExtensionBrowser(options);
      launched.push(extension);
      return extension;
    });
    for (const extension of launched) await extension.close();
    await rm(userDataDir, { recursive: true, force: true });
  },

  extension: async ({ launch }, use) => use(await launch()),

  panel: async ({ extension }, use) => use(await extension.openSidePanel()),

  chat: async ({ panel }, use) => use(new ChatPage(panel)),

  openChatInTab: async ({ extension }, use) =>
    use(async () => new ChatPage(await extension.openExtensionPage('sidepanel.html'))),
});

export { expect } from '@playwright/test';
