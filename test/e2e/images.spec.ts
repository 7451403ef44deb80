import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { picture } from '../fixtures/picture';
import { startOpenaiEmulator, type OpenaiEmulator } from '../emulators/openai';
import { ChatPage } from './chat-page';
import { expect, test as base } from './extension';
import { addOpenai, OPENAI_KEY } from './own-openai';

interface Fixtures {
  /** A service of the user's own, whose models see images. */
  openai: OpenaiEmulator;
  /** A chat with one of those models. */
  seeing: ChatPage;
}

const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads here what a fixture needs
  openai: async ({}, use) => {
    await using emulator = await startOpenaiEmulator({ script: { key: OPENAI_KEY } });
    await use(emulator);
  },

  network: async ({ network, openai }, use) => use([...network, openai]),

  seeing: async ({ extension, openai }, use) => {
    await addOpenai(await extension.openExtensionPage('options.html'), openai);
    const chat = new ChatPage(await extension.openSidePanel());
    await chat.chooseModel('gpt-4o', 'My OpenAI');
    await use(chat);
  },
});

const FOX = 'A red fox in the snow, at dawn';
const imageFrame = (image: Buffer) =>
  JSON.stringify({
    action: 'success',
    role: 'generated-image',
    result: image.toString('base64'),
  });

test('an image that a model made is there after the worker and the browser were ended', async ({
  chat,
  emulator,
  extension,
  launch,
}) => {
  emulator.script.before = [imageFrame(picture(320, 200))];
  await chat.ask(FOX);
  await expectFox(chat, 320);
  await extension.stopWorker();
  await chat.page.reload();
  await expectFox(chat, 320);
  await extension.kill();
  const again = await launch();
  await expectFox(new ChatPage(await again.openSidePanel()), 320);
});

test('an image at an address is fetched once, and kept', async ({ chat, freeServices }) => {
  const { aichats } = freeServices;
  await chat.chooseModel('DALL·E', 'AiChats');
  await chat.ask(FOX);
  await chat.waitForReply();
  await expect(chat.lastReply.getByRole('img', { name: FOX })).toBeVisible();
  await chat.page.reload();
  await expect(chat.lastReply.getByRole('img', { name: FOX })).toBeVisible();
  const fetched = aichats.requests.filter(({ path }) => path.startsWith('/images/'));
  expect(fetched.map(({ path }) => path)).toEqual(['/images/1']);
  expect(fetched[0]?.cookies).toEqual({});
});

test('an image that could not be downloaded stays as a link, until Load keeps it for good', async ({
  chat,
  freeServices: { aichats },
}) => {
  await chat.chooseModel('DALL·E', 'AiChats');
  aichats.script.image = 'missing';
  await chat.ask(FOX);
  await chat.waitForReply();
  await expect(chat.lastReply).toContainText('could not be downloaded');
  await expect(chat.lastReply).toContainText('did not give the image');
  aichats.script.image = 'png';
  await chat.lastReply.getByRole('button', { name: 'Load image' }).click();
  await expect(chat.lastReply.getByRole('img', { name: FOX })).toBeVisible();
  await chat.page.reload();
  await expect(chat.lastReply.getByRole('img', { name: FOX })).toBeVisible();
  await expect(chat.lastReply).not.toContainText('could not be downloaded');
});

for (const image of ['moved', 'page'] as const) {
  test(`an address that leads to a ${image} is not followed and not drawn`, async ({
    chat,
    freeServices: { aichats },
  }) => {
    await chat.chooseModel('DALL·E', 'AiChats');
    aichats.script.image = image;
    await chat.ask(FOX);
    await chat.waitForReply();
    await expect(chat.lastReply).toContainText('could not be downloaded');
    await expect(chat.lastReply.locator('img')).toHaveCount(0);
    expect(aichats.requests.map(({ path }) => path)).not.toContain('/images/2');
  });
}

test('an image opens large, arrow keys lead to the next, and Escape closes it alone', async ({
  chat,
  emulator,
}) => {
  emulator.script.before = [imageFrame(picture(900, 600)), imageFrame(picture(40, 90))];
  await chat.ask(FOX);
  await chat.waitForReply();
  await chat.lastReply.getByRole('button', { name: FOX }).first().click();
  const viewer = chat.page.getByRole('dialog', { name: 'Image' });
  await expect(viewer).toContainText('1 of 2');
  await expect(viewer.getByRole('img')).toHaveJSProperty('naturalWidth', 900);
  await chat.page.keyboard.press('ArrowRight');
  await expect(viewer).toContainText('2 of 2');
  await expect(viewer.getByRole('img')).toHaveJSProperty('naturalWidth', 40);
  await expect(viewer.getByRole('button', { name: 'Next image' })).toBeDisabled();
  await chat.page.keyboard.press('ArrowLeft');
  await viewer.getByRole('button', { name: 'Actual size' }).click();
  await expect
    .poll(() => viewer.getByRole('img').evaluate(({ clientWidth }) => clientWidth))
    .toBe(900);
  await chat.page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(chat.lastReply.getByRole('button', { name: FOX }).first()).toBeFocused();
});

test('a downloaded image is named after its prompt and its day', async ({ chat, emulator }) => {
  const image = picture(320, 200);
  emulator.script.before = [imageFrame(image)];
  await chat.ask(FOX);
  await chat.waitForReply();
  const link = chat.lastReply.getByRole('link', { name: 'Download' });
  const downloading = chat.page.waitForEvent('download');
  await link.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(
    /^a-red-fox-in-the-snow-at-dawn-\d{4}-\d\d-\d\d\.png$/,
  );
  expect((await readFile(await download.path())).equals(image)).toBe(true);
});

test('a copied image is a PNG, whatever it was', async ({ chat, extension, freeServices }) => {
  await extension.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await chat.chooseModel('DALL·E', 'AiChats');
  freeServices.aichats.script.image = 'jpeg';
  await chat.ask(FOX);
  await chat.waitForReply();
  await chat.lastReply.getByRole('button', { name: 'Copy image' }).click();
  await expect(chat.lastReply.getByRole('button', { name: 'Copied' })).toBeVisible();
  const types = await chat.page.evaluate(async () => {
    const items = await navigator.clipboard.read();
    return items.flatMap((item) => item.types);
  });
  expect(types).toEqual(['image/png']);
});

test('the gallery finds an image, brings its prompt back, deletes it and takes that back', async ({
  chat,
  emulator,
}) => {
  emulator.script.before = [imageFrame(picture(320, 200))];
  await chat.ask(FOX);
  await chat.waitForReply();
  emulator.script.before = [imageFrame(picture(200, 320))];
  await chat.newChatButton.click();
  await chat.ask('A lighthouse');
  await chat.waitForReply();

  const gallery = await openGallery(chat);
  const names = () =>
    gallery
      .getByRole('listitem')
      .getByRole('button')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('aria-label')));
  await expect.poll(names).toEqual(['A lighthouse', FOX]);
  await gallery.getByRole('searchbox').fill('fox snow');
  await expect.poll(names).toEqual([FOX]);

  await gallery.getByRole('button', { name: FOX }).click();
  const viewer = chat.page.getByRole('dialog', { name: 'Image', exact: true });
  await expect(viewer).toContainText('DuckDuckGo');
  await expect(viewer).toContainText('320 × 200');
  await viewer.getByRole('button', { name: 'Delete' }).click();
  await expect(gallery).toContainText('No prompt has this in it.');
  await gallery.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(names).toEqual([FOX]);

  await gallery.getByRole('button', { name: FOX }).click();
  await viewer.getByRole('button', { name: 'Use this prompt again' }).click();
  await expect(gallery).toHaveCount(0);
  await expect(chat.messageBox).toHaveValue(FOX);
  await expect(chat.messageBox).toBeFocused();

  await openGallery(chat);
  await gallery.getByRole('button', { name: FOX }).click();
  await viewer.getByRole('button', { name: 'Show in chat' }).click();
  await expect(chat.prompts).toHaveText(FOX);

  await openGallery(chat);
  await gallery.getByRole('button', { name: FOX }).click();
  await viewer.getByRole('button', { name: 'Delete' }).click();
  await gallery.getByRole('button', { name: 'Close' }).click();
  await expect(chat.lastReply).toContainText('This image was deleted.');
});

test('Show in chat goes to the reply with the image, far up and on another branch', async ({
  chat,
  emulator,
}) => {
  emulator.script.before = [imageFrame(picture(320, 200))];
  await chat.ask(FOX);
  await chat.waitForReply();
  emulator.script.before = [];
  emulator.script.reply = 'A long line about something else.\n\n'.repeat(200);
  await chat.ask('Something else');
  await chat.waitForReply();
  const image = chat.log.getByRole('img', { name: FOX });
  await expect(image).toHaveCount(0); // so far away that it is not mounted

  await showInChat(chat);
  const sought = chat.log.locator('[data-message]:focus');
  await expect(sought.getByRole('img', { name: FOX })).toBeInViewport({ ratio: 1 });
  await chat.messageBox.focus();
  await expect(sought).toHaveCount(0);
  await expect(image).toBeInViewport({ ratio: 1 });

  await image.hover();
  const row = chat.log.locator('[data-message]').filter({ has: chat.page.getByRole('img') });
  await row.getByRole('button', { name: 'Regenerate' }).click();
  await chat.waitForReply();
  await expect(image).toHaveCount(0); // another try is shown
  await showInChat(chat);
  await expect(sought.getByRole('img', { name: FOX })).toBeInViewport({ ratio: 1 });
  await expect(sought).toContainText('1/2');
});

test('images are attached by picker and by paste, kept with the draft, and sent', async ({
  seeing: chat,
  openai,
}) => {
  const picked = { name: 'large.png', mimeType: 'image/png', buffer: picture(3000, 1000) };
  await pick(chat, [picked]);
  const attached = chat.page.getByRole('list', { name: 'Attached images' });
  await expect(attached.getByRole('img', { name: 'large.png' })).toHaveJSProperty(
    'naturalWidth',
    2048,
  );
  await paste(chat.page, 'pasted.png', picture(20, 20));
  await expect(attached.getByRole('img')).toHaveCount(2);
  await chat.messageBox.fill('What is this?');
  await chat.page.waitForTimeout(400); // drafts are saved after a moment
  await chat.page.reload();
  await expect(attached.getByRole('img')).toHaveCount(2);
  await expect(chat.messageBox).toHaveValue('What is this?');

  await attached.getByRole('button', { name: 'Remove pasted.png' }).click();
  await expect(attached.getByRole('img')).toHaveCount(1);
  await chat.sendButton.click();
  await chat.waitForReply();
  await expect(attached).toHaveCount(0);
  await expect(chat.prompts.getByRole('img', { name: 'large.png' })).toBeVisible();
  expect(openai.requests.at(-1)?.body).toContain('data:image/png;base64,');
  expect(openai.violations).toEqual([]);

  await chat.page.getByRole('button', { name: 'Edit' }).click();
  await expect(attached.getByRole('img', { name: 'large.png' })).toBeVisible();
  await chat.messageBox.fill('And now?');
  await chat.sendButton.click();
  await expect(chat.prompts).toContainText('And now?');
  await chat.waitForReply();
  await expect(chat.prompts.getByRole('img', { name: 'large.png' })).toBeVisible();
  expect(openai.requests.at(-1)?.body).toContain('data:image/png;base64,');
});

test('what is no image is refused, and a model that sees none says so', async ({
  seeing: chat,
}) => {
  await pick(chat, [{ name: 'photo.heic', mimeType: 'image/heic', buffer: Buffer.from('ftyp') }]);
  await expect(chat.alert).toContainText('photo.heic was not attached.');
  await pick(chat, [{ name: 'a.png', mimeType: 'image/png', buffer: picture(20, 20) }]);
  await expect(chat.alert).toHaveCount(0);
  await chat.messageBox.fill('What is this?');
  await expect(chat.sendButton).toBeEnabled();
  await chat.chooseModel('gpt-3.5-turbo', 'My OpenAI');
  await expect(chat.alert).toHaveText(
    'This model can’t see images. Remove them, or choose another model.',
  );
  await expect(chat.sendButton).toBeDisabled();
  await chat.page.getByRole('button', { name: 'Remove a.png' }).click();
  await expect(chat.sendButton).toBeEnabled();
});

test('a question about an image is asked again only of a model that sees it', async ({
  seeing: chat,
  openai,
}) => {
  await pick(chat, [{ name: 'a.png', mimeType: 'image/png', buffer: picture(20, 20) }]);
  await expect(chat.page.getByRole('img', { name: 'a.png' })).toBeVisible();
  await chat.ask('What is this?');
  await chat.waitForReply();
  await chat.chooseModel('gpt-3.5-turbo', 'My OpenAI');
  const asked = openai.requests.length;
  await chat.lastReply.getByRole('button', { name: 'Regenerate' }).click();
  await expect(chat.alert).toContainText('This model can’t see the images of this question.');
  expect(openai.requests).toHaveLength(asked);

  await chat.alert.getByRole('button', { name: 'Choose a model' }).click();
  await chat.page.getByRole('option', { name: 'gpt-4o', exact: true }).click();
  await chat.alert.getByRole('button', { name: 'Retry' }).click();
  await expect(chat.alert).toHaveCount(0);
  await expect(chat.lastReply).toContainText('2/2');
  await chat.waitForReply();
  expect(openai.requests.at(-1)?.body).toContain('data:image/png;base64,');
});

test('an image is made in the size and quality that were chosen', async ({
  seeing: chat,
  openai,
}) => {
  await chat.chooseModel('gpt-image-1', 'My OpenAI');
  await chat.page.getByRole('combobox', { name: 'Image size' }).selectOption({ index: 1 });
  const size = await chat.page.getByRole('combobox', { name: 'Image size' }).inputValue();
  await chat.ask(FOX);
  await chat.waitForReply();
  await expect(chat.lastReply.getByRole('img', { name: FOX })).toBeVisible();
  expect(openai.requests.at(-1)?.body).toContain(`"size":"${size}"`);
});

async function expectFox(chat: ChatPage, width: number): Promise<void> {
  await chat.waitForReply();
  const image = chat.lastReply.getByRole('img', { name: FOX });
  await expect(image).toBeVisible();
  await expect(image).toHaveJSProperty('naturalWidth', width);
}

async function openGallery({ page }: ChatPage) {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Images' }).click();
  return page.getByRole('dialog', { name: 'Images', exact: true });
}

async function showInChat(chat: ChatPage): Promise<void> {
  const gallery = await openGallery(chat);
  await gallery.getByRole('button', { name: FOX }).click();
  await chat.page.getByRole('button', { name: 'Show in chat' }).click();
  await expect(gallery).toHaveCount(0);
}

interface PickedFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

async function pick({ page }: ChatPage, files: PickedFile[]): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach images' }).click();
  await (await choosing).setFiles(files);
}

async function paste(page: Page, name: string, image: Buffer): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).evaluate(
    (box, file) => {
      const bytes = Uint8Array.from(atob(file.base64), (byte) => byte.charCodeAt(0));
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File([bytes], file.name, { type: 'image/png' }));
      box.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
      );
    },
    { name, base64: image.toString('base64') },
  );
}
