import { expect, test } from '@playwright/test';
import { startHostileRun } from '@/scripts/corpora/hostile-run';
import { hostileReplies } from '../fixtures/hostile/hostile-replies';

test('there are hundreds of hostile replies, no two alike', () => {
  expect(hostileReplies.length).toBeGreaterThanOrEqual(200);
  expect(new Set(hostileReplies.map(({ text }) => text)).size).toBe(hostileReplies.length);
  expect(new Set(hostileReplies.map(({ category, why }) => `${category}: ${why}`)).size).toBe(
    hostileReplies.length,
  );
});

test('no hostile text opens a connection, runs, asks, or makes what it may not', async () => {
  test.setTimeout(120_000);
  await using run = await startHostileRun();
  const texts = hostileReplies.map(({ text }) => text);
  expect(await run.faultsOf(texts, { withLists: true })).toEqual([]);
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
