import type { Page } from '@playwright/test';
import { replyIn, seedConversation } from '@/test/e2e/long-conversation';
import type { Bench } from './bench';
import { median, type Measurement } from './measurement';
import { makeReply } from './replies';

const ROUNDS = 7;
const WARM_UP_ROUNDS = 2;
const REPLY_TOKENS = 350;
const SIZES = [20, 200, 2000] as const;
type Size = (typeof SIZES)[number];

/** From the click on a stored conversation to the frame that shows its end. */
export async function measureOpening(bench: Bench): Promise<Measurement[]> {
  const floor = await bench.extension.openExtensionPage('bench/render-once.html');
  const text = makeReply('mixed', REPLY_TOKENS);
  for (const count of SIZES) await seedConversation(floor, { id: titleOf(count), count, text });
  const replies = Array.from({ length: 100 }, (_, index) => replyIn({ text }, 2 * index + 1));
  const whole = replies.join('\n\n');

  const opened = new Map<Size, number[]>(SIZES.map((size) => [size, []]));
  const drawn: number[] = [];
  await bench.panel.bringToFront();
  await bench.panel.reload(); // its list knows of what was stored
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    for (const size of SIZES) opened.get(size)?.push(await openingTime(bench, size));
    drawn.push(await drawingTime(floor, whole));
  }
  await floor.close();

  const time = (size: Size) => median(opened.get(size)?.slice(WARM_UP_ROUNDS) ?? []);
  const once = median(drawn.slice(WARM_UP_ROUNDS));
  return [
    { name: 'opening 20 messages', unit: 'ms', value: time(20) },
    {
      name: 'opening 200 messages, against one render of them all',
      unit: 'ms',
      value: time(200),
      floor: once,
      goal: 3,
    },
    ...([200, 2000] as const).map((size) => ({
      name: `opening ${size} messages, against 20`,
      unit: 'ms' as const,
      value: time(size),
      floor: time(20),
      goal: 1.5,
    })),
  ];
}

function titleOf(size: Size): string {
  return `Conversation of ${size} messages`;
}

async function openingTime({ chat }: Bench, size: Size): Promise<number> {
  const list = await chat.openConversations();
  const row = list.getByText(titleOf(size), { exact: true });
  await row.waitFor();
  const lastId = `${titleOf(size)}-${size - 1}`;
  return row.evaluate(async (element, id) => {
    const startedAt = performance.timeOrigin + performance.now();
    const painted = probe.painted(
      () => document.querySelector(`[data-message="${CSS.escape(id)}"]`) !== null,
    );
    element.closest('button')?.click();
    return (await painted) - startedAt;
  }, lastId);
}

function drawingTime(page: Page, text: string): Promise<number> {
  return page.evaluate(async (all) => {
    draw('');
    await probe.painted(() => true);
    const startedAt = performance.timeOrigin + performance.now();
    draw(all);
    return (await probe.painted(() => true)) - startedAt;
  }, text);
}
