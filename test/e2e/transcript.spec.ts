import type { Page } from '@playwright/test';
import { startServer, type Emulator } from '../emulators/emulator';
import { request } from './background-request';
import { expect, test as base } from './extension';

const HOST = 'www.youtube.com';
const ADDRESS = `https://${HOST}/watch?v=video-1`;
const TRANSCRIPT = `# A talk about lighthouses

Channel: Talks

Transcript: English (auto-generated)

[0:00] The lighthouse is old. It is red.
[0:41] It blinks.`;

interface YouTube extends Emulator {
  /** Of the watch page. */
  html: string;
  /** What the captions' address answers. */
  captions: string;
}

interface Fixtures {
  youtube: YouTube;
  watchPage: Page;
  read: () => Promise<unknown>;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  youtube: async ({}, use) => {
    const served = { html: watchPageOf('video-1'), captions: JSON.stringify(CAPTIONS) };
    await using server = await startServer({
      hosts: [HOST],
      handle: (exchange) =>
        exchange.request.path.startsWith('/api/timedtext?')
          ? exchange.send(200, served.captions, { 'content-type': 'application/json' })
          : exchange.send(200, served.html, { 'content-type': 'text/html; charset=utf-8' }),
    });
    await use(Object.assign(served, server));
  },

  network: async ({ network, youtube }, use) => use([...network, youtube]),

  watchPage: async ({ extension }, use) => {
    const page = await extension.context.newPage();
    await page.goto(ADDRESS);
    await use(page);
  },

  read: async ({ extension, watchPage }, use) => {
    const asker = await extension.openExtensionPage('options.html');
    await use(async () => {
      await extension.grantActiveTab(watchPage);
      const tabId = await asker.evaluate(async (url) => {
        const [tab] = await chrome.tabs.query({ url });
        return tab?.id ?? -1;
      }, watchPage.url());
      const reading = await request(asker, 'read-page', { tabId });
      return reading.type === 'page' ? reading.page : reading;
    });
  },
});

/** A watch page as it is sent, with the data that its player starts with. */
function watchPageOf(videoId: string): string {
  const player = {
    videoDetails: { videoId, title: 'A talk about lighthouses', author: 'Talks' },
    captions: {
      playerCaptionsTracklistRenderer: {
        captionTracks: [
          { baseUrl: `/api/timedtext?v=${videoId}&lang=de`, languageCode: 'de' },
          {
            baseUrl: `/api/timedtext?v=${videoId}&lang=en`,
            languageCode: 'en',
            kind: 'asr',
            name: { simpleText: 'English' },
          },
        ],
      },
    },
  };
  return `<!doctype html><title>A talk about lighthouses - YouTube</title>
    <script>var ytInitialPlayerResponse = ${JSON.stringify(player)};var rest = {};</script>
    <body><h1>A talk about lighthouses</h1><p>The description of the talk.</p>`;
}

const CAPTIONS = {
  events: [
    { tStartMs: 0, wWinId: 1 },
    { tStartMs: 1500, segs: [{ utf8: 'The lighthouse' }, { utf8: ' is old.' }] },
    { tStartMs: 9000, segs: [{ utf8: '\n' }] },
    { tStartMs: 20_000, segs: [{ utf8: 'It is red.' }] },
    { tStartMs: 41_000, segs: [{ utf8: 'It blinks.' }] },
  ],
};

test('of a watch page the transcript is read, in the user’s language', async ({
  read,
  youtube,
}) => {
  expect(await read()).toEqual({
    title: 'A talk about lighthouses',
    url: ADDRESS,
    text: TRANSCRIPT.replace('[0:00]', '[0:01]'),
    length: TRANSCRIPT.length,
    hiddenCharacters: 0,
    source: 'transcript',
  });
  expect(youtube.requests.at(-1)?.path).toBe('/api/timedtext?v=video-1&lang=en&fmt=json3');
});

test('after a change of video without a new document, the new one’s is read', async ({
  watchPage,
  read,
  youtube,
}) => {
  youtube.html = watchPageOf('video-2');
  await watchPage.evaluate(() => history.pushState(null, '', '/watch?v=video-2'));
  expect(await read()).toMatchObject({ source: 'transcript' });
  expect(youtube.requests.at(-1)?.path).toContain('v=video-2&lang=en');
});

test('where the captions are not given, the open transcript is read, else the page', async ({
  watchPage,
  read,
  youtube,
}) => {
  youtube.captions = '';
  const page = await read();
  expect(page).toMatchObject({ text: expect.stringContaining('The description of the talk.') });
  expect(page).not.toHaveProperty('source');

  await watchPage.evaluate(() => {
    for (const [time, text] of [
      ['0:02', 'The lighthouse is old.'],
      ['1:05', 'It is red.'],
    ] as const) {
      const line = document.createElement('ytd-transcript-segment-renderer');
      for (const [name, content] of [
        ['segment-timestamp', time],
        ['segment-text', text],
      ] as const) {
        const part = document.createElement('span');
        part.className = name;
        part.textContent = content;
        line.append(part);
      }
      document.body.append(line);
    }
  });
  expect(await read()).toMatchObject({
    text: '# A talk about lighthouses\n\nChannel: Talks\n\nTranscript\n\n[0:02] The lighthouse is old.\n[1:05] It is red.',
    source: 'transcript',
  });
});
