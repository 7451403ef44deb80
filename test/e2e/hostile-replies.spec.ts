import { startHostileRun } from '@/scripts/corpora/hostile-run';
import { hostileReplies } from '../fixtures/hostile/hostile-replies';
import { expect, test } from './extension';

test('there are hundreds of hostile replies, no two alike', () => {
  expect(hostileReplies.length).toBeGreaterThanOrEqual(200);
  expect(new Set(hostileReplies.map(({ text }) => text)).size).toBe(hostileReplies.length);
  expect(new Set(hostileReplies.map(({ category, why }) => `${category}: ${why}`)).size).toBe(
    hostileReplies.length,
  );
});

test('no hostile text opens a connection, runs, asks, or makes what it may not', async () => {
  test.setTimeout(300_000); // hundreds of texts, each in all the places that a text can come to
  await using run = await startHostileRun();
  const texts = hostileReplies.map(({ text }) => text);
  expect(await run.faultsOf(texts, { isEverywhere: true })).toEqual([]);
});

test('what is watched for would be seen', async () => {
  await using run = await startHostileRun();
  await run.page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.src = 'https://evil.example/frame';
    const image = document.createElement('img');
    image.src = 'https://evil.example/image.png';
    const refresh = document.createElement('meta');
    refresh.httpEquiv = 'refresh';
    const preconnect = document.createElement('link');
    preconnect.rel = 'preconnect';
    preconnect.href = 'https://preconnect.evil.example';
    document.head.append(refresh, preconnect);
    document.body.append(frame, image);
    alert('run');
  });
  const faults = await run.faultsOf(['A reply']);
  expect(faults).toEqual(
    expect.arrayContaining([
      'alert(run) was called',
      'the policy stopped frame-src https://evil.example',
      'the policy stopped img-src https://evil.example/image.png',
      '<iframe> in the page',
      expect.stringMatching(/^the head got <meta/),
      expect.stringMatching(/^the head got <link/),
      'a connection to preconnect.evil.example',
    ]),
  );
});

test('they come through the service, the worker and the database as they are', async ({
  chat,
  emulator,
  extension,
}) => {
  const effects: string[] = [];
  extension.context.on('request', (request) => {
    if (request.url().includes('evil.example')) effects.push(request.url());
  });
  chat.page.on('dialog', (dialog) => effects.push(dialog.message()));
  const texts = hostileReplies.map(({ text }) => text).filter((text) => text.length < 5000);
  // Reasoning between them makes each a part of its own, so that none is in another's fence.
  emulator.script.before = texts.flatMap((text) => [
    ...inPieces(text).map((message) => JSON.stringify({ role: 'assistant', message })),
    JSON.stringify({ role: 'reasoning', text: 'More.' }),
  ]);
  emulator.script.reply = 'The end.';
  await chat.ask('A question');
  await expect(chat.lastReply).toContainText('The end.');
  await chat.waitForReply();
  const parts = chat.lastReply.locator(':scope > [dir="auto"]');
  await expect(parts).toHaveCount(2 * texts.length + 1);
  const waitingFormulas = chat.lastReply.locator('[data-layout]:not([title], :has(math))');
  await expect(waitingFormulas).toHaveCount(0);
  const streamed = await parts.evaluateAll((elements) =>
    elements.map(({ innerHTML }) => innerHTML),
  );

  await chat.page.reload();
  await expect(parts).toHaveCount(2 * texts.length + 1);
  await expect(waitingFormulas).toHaveCount(0);
  const stored = await parts.evaluateAll((elements) => elements.map(({ innerHTML }) => innerHTML));
  expect(stored).toEqual(streamed);
  expect(await chat.page.title()).toBe('Sidelight');
  expect(effects).toEqual([]);
});

/** In the middle, but not of a character. */
function inPieces(text: string): string[] {
  const characters = [...text];
  const middle = characters.length >> 1;
  return [characters.slice(0, middle).join(''), characters.slice(middle).join('')].filter(Boolean);
}
