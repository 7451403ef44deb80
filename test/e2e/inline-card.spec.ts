import { ChatPage } from './chat-page';
import { answerHere, cardIn, pageThatOpens, selectText, test } from './page-site';
import { expect } from './extension';

/** A click counts once the browser has told that the card is seen. */
const SEEN_AFTER_MS = 300;
const TEXT = '<p id="text">The lighthouse stands on the northern cape.</p>';

test('an answer is shown beside the selection, stopped, and asked on', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'One two three four five six.';
  emulator.script.tokensPerSecond = 2;
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  const replies = card.getByRole('article', { name: /^(?!You$)/ });
  await expect(replies).toContainText('One two');
  await card.getByRole('button', { name: 'Stop' }).click();
  await expect(replies).toHaveAttribute('data-state', 'aborted');
  expect(emulator.requests.some(({ body }) => body.includes('northern cape'))).toBe(true);

  emulator.script.tokensPerSecond = Infinity;
  emulator.script.reply = ({ text }) => `You asked: ${text}`;
  await card.getByRole('textbox', { name: 'Message' }).fill('And how high is it?');
  await page.keyboard.press('Enter');
  await expect(replies.last()).toContainText('You asked: And how high is it?');
  await expect(card.getByRole('textbox', { name: 'Message' })).toHaveValue('');
});

test('Escape closes the card and gives focus and selection back', async ({
  extension,
  openPage,
}) => {
  const page = await openPage('<textarea id="field">Write me anew.</textarea>');
  await selectText(page, '#field');
  await answerHere(extension, page);
  const card = await cardIn(page);
  await card.getByRole('textbox', { name: 'Message' }).press('Escape');
  await expect.poll(() => page.frames().length).toBe(1);
  const state = await page.evaluate(() => {
    const { activeElement: field } = document;
    if (!(field instanceof HTMLTextAreaElement)) return null;
    return field.value.slice(field.selectionStart, field.selectionEnd);
  });
  expect(state).toBe('Write me anew.');
});

for (const { name, html, read } of [
  { name: 'a field', html: '<textarea id="field">Old words.</textarea>', read: 'value' },
  {
    name: 'an editor',
    html: '<div id="field" contenteditable><b>Old</b> words.</div>',
    read: 'textContent',
  },
] as const) {
  test(`Replace writes the reply into ${name}, which can be undone`, async ({
    extension,
    emulator,
    openPage,
  }) => {
    emulator.script.reply = 'New words.';
    const page = await openPage(html);
    const field = page.locator('#field');
    await field.focus();
    await selectText(page, '#field');
    await answerHere(extension, page);
    const card = await cardIn(page);
    await card.getByRole('button', { name: 'Replace' }).click();
    await expect(field).toHaveJSProperty(read, 'New words.');
    await expect.poll(() => page.frames()).toHaveLength(1);
    await page.keyboard.press('Control+z');
    await expect(field).toHaveJSProperty(read, 'Old words.');
  });
}

test('what cannot be written to offers no Replace', async ({ extension, emulator, openPage }) => {
  emulator.script.reply = 'An answer.';
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  await expect(card.getByRole('button', { name: 'Copy', exact: true })).toBeVisible();
  await expect(card.getByRole('button', { name: 'Replace' })).toHaveCount(0);
});

test('the card is moved with the pointer and the arrow keys, and stays inside the window', async ({
  extension,
  openPage,
}) => {
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  const at = async () => {
    const box = await (await card.frameElement()).boundingBox();
    return { x: Math.round(box?.x ?? 0), y: Math.round(box?.y ?? 0) };
  };
  const start = await at();
  const handle = card.getByRole('button', { name: /^Move the card/ });
  await handle.press('ArrowRight');
  await handle.press('ArrowDown');
  await expect.poll(at).toEqual({ x: start.x + 16, y: start.y + 16 });
  await handle.hover();
  await page.mouse.down();
  const grip = await handle.boundingBox();
  const [x, y] = [
    (grip?.x ?? 0) + (grip?.width ?? 0) / 2,
    (grip?.y ?? 0) + (grip?.height ?? 0) / 2,
  ];
  await page.mouse.move(x + 120, y + 60, { steps: 6 });
  await page.mouse.up();
  await expect.poll(at).toEqual({ x: start.x + 136, y: start.y + 76 });
  for (let press = 0; press < 30; press++) await handle.press('ArrowLeft');
  await expect.poll(at).toEqual({ x: 8, y: start.y + 76 });
});

test('the conversation goes on in the sidebar while it streams', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'word '.repeat(30);
  emulator.script.tokensPerSecond = 5;
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  await expect(card.getByRole('article').last()).toContainText('word word');
  const opened = pageThatOpens(extension, 'sidepanel.html');
  const goOn = card.getByRole('button', { name: 'Continue in sidebar' });
  await goOn.click().catch(() => {}); // gone before the click has returned
  await expect.poll(() => page.frames().length).toBe(1);
  await expect(new ChatPage(await opened).lastReply).toContainText('word word word');
});

const NOTHING_ALLOWED = [
  "default-src 'none'",
  "frame-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

for (const { name, html = TEXT, headers = {} } of [
  { name: 'that allows itself nothing', headers: { 'content-security-policy': NOTHING_ALLOWED } },
  {
    name: 'that isolates itself',
    headers: {
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    },
  },
  {
    name: 'that keeps the clipboard to itself',
    headers: { 'permissions-policy': 'clipboard-write=(), clipboard-read=()' },
  },
  {
    name: 'in a sandbox',
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
  },
  {
    name: 'with an open dialog',
    html: `${TEXT}<dialog id="dialog"><p>${TEXT}</p></dialog><script>dialog.showModal()</script>`,
  },
  { name: 'that is zoomed', html: `<html style="zoom: 1.5"><body style="zoom: 1.2">${TEXT}` },
  { name: 'in a right-to-left language', html: `<html dir="rtl"><body>${TEXT}` },
  {
    name: 'that styles everything',
    html: `<style>* { display: none !important; position: static !important; opacity: 0 !important }
      html, body, #text { display: block !important; opacity: 1 !important }</style>${TEXT}`,
  },
]) {
  test(`the card works on a page ${name}`, async ({ extension, emulator, openPage }) => {
    emulator.script.reply = 'A plain answer.';
    const page = await openPage(html, headers);
    await selectText(page, '#text >> nth=-1');
    await answerHere(extension, page);
    const card = await cardIn(page);
    await expect(card.getByRole('article').last()).toContainText('A plain answer.');
    await expect(card.getByRole('article').last()).toHaveAttribute('data-state', 'complete');
    const width = await card.evaluate(() => innerWidth);
    const box = await (await card.frameElement()).boundingBox();
    expect({ width, drawn: Math.round(box?.width ?? 0) }).toEqual({ width: 420, drawn: 420 });
    const [text, frame] = [await page.locator('#text').last().boundingBox(), box];
    if (text !== null && frame !== null) {
      expect(Math.abs(frame.y - (text.y + text.height))).toBeLessThan(30); // by the selection
    }
    await page.waitForTimeout(SEEN_AFTER_MS);
    await card.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect(card.getByText('Copied')).toBeVisible();
    await card.getByRole('textbox', { name: 'Message' }).fill('And why?');
    await card.getByRole('button', { name: 'Send' }).click();
    await expect(card.getByRole('article', { name: 'You', exact: true })).toHaveText('And why?');
    await card.getByRole('button', { name: 'Close' }).click();
    await expect.poll(() => page.frames().length).toBe(1);
  });
}

test('where a page lets no frame run, the popup shows the conversation', async ({
  extension,
  emulator,
  openPage,
}) => {
  emulator.script.reply = 'A plain answer.';
  const page = await openPage(TEXT, { 'content-security-policy': 'sandbox' });
  await selectText(page, '#text');
  await answerHere(extension, page);
  const popup = await pageThatOpens(extension, 'popup.html'); // the frame had its time before
  await expect(popup.getByRole('article').last()).toContainText('A plain answer.');
  await expect.poll(() => page.frames().length).toBe(1);
});

test.describe('without access to the service', () => {
  test.use({ hostAccess: 'promptless' });

  test('it is allowed in the card, which then answers', async ({
    extension,
    emulator,
    openPage,
  }) => {
    emulator.script.reply = 'A plain answer.';
    const page = await openPage(TEXT);
    await selectText(page, '#text');
    await answerHere(extension, page);
    const card = await cardIn(page);
    await expect(card.getByRole('alert')).toContainText('DuckDuckGo');
    await page.waitForTimeout(SEEN_AFTER_MS);
    await card.getByRole('button', { name: 'Allow access' }).click();
    await expect(card.getByRole('article').last()).toContainText('A plain answer.');
  });
});

test('a page that tidies up keeps the card, and one that insists loses it', async ({
  extension,
  openPage,
}) => {
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const first = await cardIn(page);
  await page.evaluate(() => document.querySelector('[popover]')?.remove());
  await expect.poll(() => first.isDetached()).toBe(true);
  await cardIn(page);
  await page.evaluate(() => document.querySelector('[popover]')?.remove());
  await expect.poll(() => page.frames().length).toBe(1);
});

test('asked again, a page has one card', async ({ extension, openPage }) => {
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const first = await cardIn(page);
  await answerHere(extension, page);
  await expect.poll(() => first.isDetached()).toBe(true);
  await cardIn(page);
  await expect(page.locator('[popover]')).toHaveCount(1);
});

test('an image that a model drew is shown in the card', async ({
  extension,
  openPage,
  freeServices: { aichats },
}) => {
  await extension.worker.evaluate(() => {
    const model = { providerId: 'aichats', modelId: 'dalle' };
    return chrome.storage.local.set({ settings: { model, isSetUp: true } });
  });
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  const image = card.getByRole('article').last().getByRole('img');
  await expect(image).toBeVisible();
  await expect.poll(() => image.evaluate(isDrawn)).toBe(true);
  expect(aichats.requests.filter(({ path }) => path.startsWith('/images/'))).toHaveLength(1);
});

test('an image that a reply points to is fetched by nobody', async ({
  extension,
  emulator,
  openPage,
  site,
}) => {
  emulator.script.reply = '![a lighthouse](https://site.example/leak.png)';
  const page = await openPage(TEXT);
  await selectText(page, '#text');
  await answerHere(extension, page);
  const card = await cardIn(page);
  await expect(card.getByRole('article').last()).toContainText('a lighthouse');
  await expect(card.getByRole('article').last()).toHaveAttribute('data-state', 'complete');
  expect(site.requests.map(({ path }) => path).filter((path) => path.includes('leak'))).toEqual([]);
});

function isDrawn(image: Element): boolean {
  return image instanceof HTMLImageElement && image.complete && image.naturalWidth > 0;
}
