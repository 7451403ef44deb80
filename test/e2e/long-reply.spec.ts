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

const CODE = `\`\`\`js\n${'const answer = compute(1, { precise: true }); // a comment\n'.repeat(2000)}\`\`\`\n`;

test('of long code that comes at once, little is laid out', async ({ emulator, chat, panel }) => {
  emulator.script.reply = CODE;
  emulator.script.tokensPerSecond = Number.POSITIVE_INFINITY;
  const laidOut = await panel.evaluateHandle(() => {
    const groups = new Set<EventTarget | null>();
    document.addEventListener(
      'contentvisibilityautostatechange',
      (event) => 'skipped' in event && event.skipped === false && groups.add(event.target),
      { capture: true },
    );
    return groups;
  });

  await chat.ask('Show me the code');
  await chat.waitForReply();

  const groups = await chat.lastReply.locator('[data-part]').count();
  expect(groups).toBeGreaterThan(50);
  expect(await laidOut.evaluate(({ size }) => size)).toBeLessThan(groups / 2);
});

test('long code that rushed by is folded', async ({ emulator, chat }) => {
  emulator.script.reply = `${CODE}\n${'A paragraph after it.\n\n'.repeat(100)}`;
  emulator.script.tokensPerSecond = Number.POSITIVE_INFINITY;
  await chat.ask('Show me the code');
  await chat.waitForReply();
  await expect(chat.lastReply.getByRole('button', { name: 'Show all 2,000 lines' })).toBeAttached();
});
