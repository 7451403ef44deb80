import type { Page } from '@playwright/test';
import { askInPage, askInPanel } from './ask';
import type { Bench } from './bench';
import { costOf, medianCost, type Cost } from './main-thread';
import type { Measurement } from './measurement';
import { makeReply, type ReplyShape } from './replies';

const SHAPES: readonly ReplyShape[] = ['mixed', 'list', 'paragraph', 'code'];
const SIZES = [2000, 10_000, 50_000] as const;
type Size = (typeof SIZES)[number];

/** How many times as long as one render at the end a reply may keep the panel busy. */
const BUSY_GOALS: Readonly<Partial<Record<Size, number>>> = { 10_000: 2, 50_000: 2.5 };
const LAST_TEXT_GOAL = 2;
const GROWTH_GOAL = 5.5;

/** How a burst is cut into frames differs from time to time, the more so the shorter it is. */
const ROUNDS: Readonly<Record<Size, number>> = { 2000: 5, 10_000: 5, 50_000: 3 };

interface Compared {
  readonly panel: Cost;
  readonly floor: Cost;
}

/** Replies as fast as the service can write them, against rendering each once when it is whole. */
export async function measureBurst(bench: Bench): Promise<Measurement[]> {
  const floor = await bench.extension.openExtensionPage('bench/render-once.html');
  await compare(bench, floor, { shape: 'mixed', size: 2000 }); // warms both up
  const measurements: Measurement[] = [];
  for (const shape of SHAPES) {
    const costs = new Map<Size, Compared>();
    for (const size of SIZES) {
      const rounds: Compared[] = [];
      for (let round = 0; round < ROUNDS[size]; round += 1) {
        rounds.push(await compare(bench, floor, { shape, size }));
      }
      const compared = {
        panel: medianCost(rounds.map(({ panel }) => panel)),
        floor: medianCost(rounds.map((each) => each.floor)),
      };
      costs.set(size, compared);
      measurements.push(...describeCost(shape, size, compared));
    }
    measurements.push({
      name: `${shape}: busy for 50,000 tokens, against 10,000`,
      unit: 'ms',
      value: costs.get(50_000)?.panel.busyMs ?? Number.NaN,
      floor: costs.get(10_000)?.panel.busyMs ?? Number.NaN,
      goal: GROWTH_GOAL,
    });
  }
  await floor.close();
  return measurements;
}

/** One after the other, and each empties its page: they share a process. */
async function compare(
  bench: Bench,
  floor: Page,
  { shape, size }: { readonly shape: ReplyShape; readonly size: Size },
): Promise<Compared> {
  const script = { reply: makeReply(shape, size), tokensPerSecond: Number.POSITIVE_INFINITY };
  const floorCost = await costOf(bench, {
    ...script,
    page: floor,
    ask: (each) => askInPage(floor, bench, each),
  });
  await floor.evaluate(() => draw(''));
  const panelCost = await costOf(bench, {
    ...script,
    page: bench.panel,
    ask: (each) => askInPanel(bench, each),
  });
  await bench.chat.newChatButton.click();
  return { panel: panelCost, floor: floorCost };
}

function describeCost(shape: ReplyShape, size: Size, { panel, floor }: Compared): Measurement[] {
  const name = `${shape}, ${size.toLocaleString('en')} tokens`;
  return [
    {
      name: `${name}: busy, against one render`,
      unit: 'ms',
      value: panel.busyMs,
      floor: floor.busyMs,
      goal: BUSY_GOALS[size],
    },
    {
      name: `${name}: last byte to last character`,
      unit: 'ms',
      value: panel.lastTextMs,
      floor: floor.lastTextMs,
      goal: LAST_TEXT_GOAL,
    },
    { name: `${name}: first byte to first character`, unit: 'ms', value: panel.firstTextMs },
    {
      name: `${name}: longest task`,
      unit: 'ms',
      value: panel.longestTaskMs,
      floor: floor.longestTaskMs,
    },
    { name: `${name}: heap`, unit: 'MB', value: panel.heapMb },
  ];
}
