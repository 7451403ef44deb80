import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './extension';
import { spokenReply } from './spoken-reply';
import { launchUnattendedBrowser } from './unattended-browser';

/** Chrome stops a worker after 30 s, with a stream open or not. */
const LONG_SILENCE_MS = 45_000;

test('a silent reply outlives an idle worker, and the worker outlives the reply no longer than Chrome lets it', async ({
  emulator,
}) => {
  test.setTimeout(150_000);
  const spoken = spokenReply();
  emulator.script.reply = spoken.reply;
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-idle-'));
  try {
    const origins = ['https://duckduckgo.com/*'];
    await using browser = await launchUnattendedBrowser({
      userDataDir,
      network: [emulator],
      origins,
    });
    await browser.ask('A question');
    await expect.poll(() => emulator.requests.length, { timeout: 15_000 }).toBe(4);
    spoken.say('The beginning');
    await expect.poll(() => browser.readChat()).toContain('The beginning');
    await browser.closeChat();

    await new Promise((resolve) => setTimeout(resolve, LONG_SILENCE_MS));
    expect(await browser.isWorkerRunning()).toBe(true);
    spoken.say(' and the end.');
    spoken.end();
    await expect.poll(() => emulator.requests.at(-1)?.response.end).toBe('finished');
    await expect.poll(() => browser.isWorkerRunning(), { timeout: 60_000 }).toBe(false);
  } finally {
    await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});
