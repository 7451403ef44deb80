import type { Page } from '@playwright/test';
import { answerHere, cardIn, selectText, test } from './page-site';
import { expect } from './extension';

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
  const [asked] = emulator.requests.filter(({ body }) => body.includes('northern cape'));
  expect(asked).toBeDefined();

  emulator.script.tokensPerSecond = Infinity;
  emulator.script.reply = ({ text }) => `You asked: ${text}`;
  await card.getByRole('textbox', { name: 'Message' }).fill('And how high is it?');
  await page.keyboard.press('Enter');
  await expect(replies.last()).toContainText('You asked: And how high is it?');
  await expect(card.getByRole('textbox', { name: 'Message' })).toHaveValue('');
});

test('Escape closes the card and gives focus and selection back', async ({ extension, openPage }) => {
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
    expect(page.frames()).toHaveLength(1);
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
  const [x, y] = [(grip?.x ?? 0) + (grip?.width ?? 0) / 2, (grip?.y ?? 0) + (grip?.height ?? 0) / 2];
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
  await card.getByRole('button', { name: 'Continue in sidebar' }).click();
  await expect.poll(() => page.frames().length).toBe(1);
  const isPanel = (each: Page) => each.url().includes('/sidepanel.html');
  await expect.poll(() => extension.context.pages().some(isPanel)).toBe(true);
  const panel = extension.context.pages().find(isPanel);
  await expect(panel?.getByRole('log') ?? page.locator('none')).toContainText('word word word');
});
