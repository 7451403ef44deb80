import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchExtensionBrowser } from '@/scripts/browser/extension-browser';
import { startServer, type Emulator } from '../emulators/emulator';
import { ChatPage } from './chat-page';
import { expect, test as base } from './extension';

/** A dot, in bytes that are text as well. */
const GIF = 'GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\u0002D\u0001\0;';
const HOST = 'images.example';

interface Fixtures {
  /** The host of the images. */
  images: Emulator;
  /** A reply with three images, in a browser that will let us reach their host when asked. */
  reply: ChatPage;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  images: async ({}, use) => {
    await using images = await startServer({
      hosts: [HOST],
      handle: (exchange) => {
        const { path: file } = exchange.request;
        const headers = {
          'set-cookie': 'id=1; Secure; SameSite=None',
          'content-type': 'image/png',
        };
        if (file === '/moved.gif') return exchange.send(302, '', { location: '/chart.gif' });
        return exchange.send(
          200,
          file === '/chart.gif' ? GIF : '<svg onload="alert(1)"/>',
          headers,
        );
      },
    });
    await use(images);
  },

  reply: async ({ emulator, images }, use) => {
    emulator.script.reply = ['chart.gif', 'moved.gif', 'drawing.svg']
      .map((file) => `![${file}](https://${HOST}/${file})\n\n`)
      .join('');
    const userDataDir = await mkdtemp(path.join(tmpdir(), 'sidelight-images-'));
    const network = [emulator, images];
    const options = { userDataDir, network, headless: true, hostAccess: 'granted' } as const;
    const extension = await launchExtensionBrowser(options);
    await extension.grantHostAccess([`https://${HOST}/*`]);
    const chat = new ChatPage(await extension.openSidePanel());
    await chat.ask('A question');
    await chat.waitForReply();
    await use(chat);
    await extension.close();
    await rm(userDataDir, { recursive: true, force: true });
  },
});

test('an image of a reply loads when asked to, and its host learns nothing else', async ({
  reply,
  images,
}) => {
  const load = reply.lastReply.getByRole('button', { name: 'Load image' });
  await expect(load).toHaveCount(3);
  expect(images.requests).toEqual([]);

  await load.first().click();
  const image = reply.lastReply.getByRole('img', { name: 'chart.gif' });
  await expect(image).toBeVisible();
  await expect(image).toHaveJSProperty('naturalWidth', 1);
  const [request, ...others] = images.requests;
  expect(others).toEqual([]);
  expect(request).toMatchObject({ method: 'GET', path: '/chart.gif', cookies: {} });
  expect(request?.headers.referer).toBeUndefined();
  expect(request?.headers.origin).toBeUndefined();
});

test('neither what moved elsewhere nor a drawing that could run is loaded', async ({
  reply,
  images,
}) => {
  const load = reply.lastReply.getByRole('button', { name: 'Load image' });
  await load.nth(1).click();
  await expect(reply.lastReply).toContainText(`${HOST} did not give the image.`);
  await load.nth(2).click();
  await expect(reply.lastReply).toContainText(`What ${HOST} gave is not an image.`);
  await expect(reply.lastReply.locator('img')).toHaveCount(0);
  expect(images.requests.map(({ path: file }) => file)).toEqual(['/moved.gif', '/drawing.svg']);
});
