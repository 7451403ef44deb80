import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { ChatPage } from '@/test/e2e/chat-page';
import { startDarkaiEmulator, type DarkaiEmulator } from '@/test/emulators/darkai';
import { startDuckduckgoEmulator, type DuckduckgoEmulator } from '@/test/emulators/duckduckgo';
import { launchExtensionBrowser, type ExtensionBrowser } from '../browser/extension-browser';
import { CHROME_BUILD } from '../setup/build';

/** One browser with the built extension, and beside it the pages that it is compared with. */
export interface Bench extends AsyncDisposable {
  readonly extension: ExtensionBrowser;
  readonly emulator: DuckduckgoEmulator;
  /** A service that is asked with one request, at any pace. */
  readonly plainService: DarkaiEmulator;
  readonly panel: Page;
  readonly chat: ChatPage;
}

const PAGES = path.join(import.meta.dirname, 'pages');
const PROBE = path.join(import.meta.dirname, 'probe.js');

export async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-bench-'));
  const extensionPath = path.join(folder, 'extension');
  await cp(CHROME_BUILD, extensionPath, { recursive: true });
  await buildPages(path.join(extensionPath, 'bench'));
  const emulator = await startDuckduckgoEmulator({ script: { minGapMs: 0 } }); // two clients, one pace each
  const plainService = await startDarkaiEmulator();
  const extension = await launchExtensionBrowser({
    userDataDir: path.join(folder, 'profile'),
    network: [emulator, plainService],
    headless: true,
    hostAccess: 'granted',
    extensionPath,
  });
  await extension.context.addInitScript({ path: PROBE });
  const panel = await extension.openSidePanel();
  return {
    extension,
    emulator,
    plainService,
    panel,
    chat: new ChatPage(panel),
    async [Symbol.asyncDispose]() {
      await extension.close();
      await emulator.close();
      await plainService.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The pages become pages of the extension: the same process, policy and host access. */
async function buildPages(outDir: string): Promise<void> {
  const names = ['bare', 'append', 'render-once'];
  await build({
    configFile: false,
    root: PAGES,
    base: '/bench/',
    logLevel: 'warn',
    resolve: { alias: { '@': path.resolve() } },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: { input: names.map((name) => path.join(PAGES, `${name}.html`)) },
    },
  });
}
