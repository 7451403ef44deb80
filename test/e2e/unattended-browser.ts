import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'undici';
import * as z from 'zod/mini';
import { extensionArguments, type StandIn } from '@/scripts/browser/extension-browser';
import { seedHostAccess, unpackedId } from '@/scripts/browser/host-access';
import { CHROME_BUILD } from '@/scripts/setup/build';
import { ensureChromium } from '@/scripts/setup/chromium';

/**
 * A browser that no debugger is attached to: an attached one keeps a service worker from ever
 * going idle. Only the chat page is debugged, and only until it is closed.
 */
export interface UnattendedBrowser extends AsyncDisposable {
  /** Asks a question in the chat page. */
  ask(prompt: string): Promise<void>;
  /** What the chat page shows. */
  readChat(): Promise<string>;
  closeChat(): Promise<void>;
  /** Whether the extension's background runs at this moment. */
  isWorkerRunning(): Promise<boolean>;
}

const targetSchema = z.object({
  id: z.string(),
  type: z.string(),
  webSocketDebuggerUrl: z.string(),
});

interface LaunchOptions {
  readonly userDataDir: string;
  readonly network: readonly StandIn[];
  /** Match patterns that are granted from the start. */
  readonly origins: readonly string[];
}

export async function launchUnattendedBrowser({
  userDataDir,
  network,
  origins,
}: LaunchOptions): Promise<UnattendedBrowser> {
  const extensionPath = CHROME_BUILD;
  await seedHostAccess('granted', { userDataDir, extensionPath, origins });
  const chatUrl = `chrome-extension://${unpackedId(extensionPath)}/sidepanel.html`;
  const browser = spawn(
    await ensureChromium(),
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--remote-debugging-port=0',
      `--user-data-dir=${userDataDir}`,
      ...extensionArguments({ extensionPath, network }),
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  const closed = new Promise((resolve) => browser.once('exit', resolve));
  const origin = await debuggerOrigin(userDataDir);

  async function listTargets() {
    return z.array(targetSchema).parse(await (await fetch(`${origin}/json/list`)).json());
  }
  const opened = await fetch(`${origin}/json/new?${chatUrl}`, { method: 'PUT' });
  const chat = targetSchema.parse(await opened.json());
  const page = await connect(chat.webSocketDebuggerUrl);

  return {
    async ask(prompt) {
      await until(() => page.evaluate('document.activeElement?.tagName === "TEXTAREA"'));
      await page.send('Input.insertText', { text: prompt });
      for (const type of ['rawKeyDown', 'keyUp']) {
        await page.send('Input.dispatchKeyEvent', { type, key: 'Enter', code: 'Enter' });
      }
    },
    async readChat() {
      return String(await page.evaluate('document.body.innerText'));
    },
    async closeChat() {
      page.close();
      await fetch(`${origin}/json/close/${chat.id}`);
    },
    async isWorkerRunning() {
      return (await listTargets()).some(({ type }) => type === 'service_worker');
    },
    async [Symbol.asyncDispose]() {
      browser.kill();
      await closed;
    },
  };
}

/** Chromium writes the port it took into its profile. */
async function debuggerOrigin(userDataDir: string): Promise<string> {
  const file = path.join(userDataDir, 'DevToolsActivePort');
  const text = await until(() => readFile(file, 'utf8').catch(() => ''));
  return `http://127.0.0.1:${text.split('\n')[0]}`;
}

interface PageConnection {
  send(method: string, params: object): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  close(): void;
}

const answerSchema = z.object({ id: z.optional(z.number()), result: z.optional(z.unknown()) });
const evaluationSchema = z.object({ result: z.object({ value: z.optional(z.unknown()) }) });

async function connect(url: string): Promise<PageConnection> {
  const socket = new WebSocket(url);
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  socket.addEventListener('message', ({ data }) => {
    const { id, result } = answerSchema.parse(JSON.parse(String(data)));
    if (id !== undefined) waiting.get(id)?.(result);
  });
  await new Promise((resolve) => socket.addEventListener('open', resolve));
  const send = (method: string, params: object) =>
    new Promise<unknown>((resolve) => {
      lastId += 1;
      waiting.set(lastId, resolve);
      socket.send(JSON.stringify({ id: lastId, method, params }));
    });
  return {
    send,
    async evaluate(expression) {
      const answer = await send('Runtime.evaluate', { expression, returnByValue: true });
      return evaluationSchema.parse(answer).result.value;
    },
    close: () => socket.close(),
  };
}

/** The first truthy value of `probe`, asked for some seconds. */
async function until<T>(probe: () => Promise<T>): Promise<NonNullable<T>> {
  for (let tries = 0; tries < 200; tries += 1) {
    const value = await probe();
    if (value) return value;
    await sleep(50);
  }
  throw new Error(`It did not come about: ${probe}`);
}
