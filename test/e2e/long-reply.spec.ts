import { expect, test } from './extension';

/** About 50,000 tokens. */
const ITEMS = 3000;
const LONG_REPLY = Array.from(
  { length: ITEMS },
  (_, index) => `- item ${index} of one long list, with *emphasis* and \`code\` in it\n`,
).join('');
/** What a frame may draw at most is a matter of time; all of it at once would be one. */
const FEW_FRAMES = 8;

test('a very long reply that comes at once is drawn over many frames, and whole in the end', async ({
  emulator,
  chat,
  panel,
}) => {
  emulator.script.reply = LONG_REPLY;
  emulator.script.tokensPerSecond = Number.POSITIVE_INFINITY;
  const counts = await panel.evaluateHandle(() => {
    const seen: number[] = [];
    requestAnimationFrame(function look() {
      seen.push(document.querySelectorAll('[data-markdown] li').length);
      requestAnimationFrame(look);
    });
    return seen;
  });

  await chat.ask('Tell me more');
  await chat.waitForReply();

  await expect(chat.lastReply.locator('li')).toHaveCount(ITEMS);
  await expect(chat.lastReply.locator('li').last()).toHaveText(
    `item ${ITEMS - 1} of one long list, with emphasis and code in it`,
  );
  const steps = new Set(await counts.jsonValue());
  expect(steps.size).toBeGreaterThan(FEW_FRAMES);

  await panel.reload();
  await expect(chat.lastReply.locator('li')).toHaveCount(ITEMS);
});
