import type { CDPSession } from '@playwright/test';
import { askInPanel } from './ask';
import type { Bench } from './bench';
import { median, type Measurement } from './measurement';
import { makeReply, type ReplyShape } from './replies';

const SHAPES: readonly ReplyShape[] = ['mixed', 'list', 'paragraph', 'code'];
/** How a burst is cut into frames differs from time to time. */
const ROUNDS = 3;
const BYTES_PER_MB = 1_000_000;

interface Cost {
  /** Of the panel's main thread. */
  readonly busyMs: number;
  readonly longestTaskMs: number;
  /** What the page holds afterwards. */
  readonly heapMb: number;
}

/** What a reply costs the panel's main thread, and how that grows with its length. */
export async function measureCost(bench: Bench): Promise<Measurement[]> {
  const measurements: Measurement[] = [];
  for (const shape of SHAPES) {
    const small = await medianCost(bench, shape, 2000);
    const medium = await medianCost(bench, shape, 10_000);
    const large = await medianCost(bench, shape, 50_000);
    measurements.push(
      ...describeCost(`${shape}, 2,000 tokens`, small),
      ...describeCost(`${shape}, 10,000 tokens`, medium),
      ...describeCost(`${shape}, 50,000 tokens`, large),
      {
        name: `${shape}: busy for 50,000 tokens, against 10,000`,
        unit: 'ms',
        value: large.busyMs,
        floor: medium.busyMs,
        goal: 6,
      },
    );
  }
  return measurements;
}

function describeCost(name: string, { busyMs, longestTaskMs, heapMb }: Cost): Measurement[] {
  return [
    { name: `${name}: busy`, unit: 'ms', value: busyMs },
    { name: `${name}: longest task`, unit: 'ms', value: longestTaskMs },
    { name: `${name}: heap`, unit: 'MB', value: heapMb },
  ];
}

async function medianCost(bench: Bench, shape: ReplyShape, tokens: number): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await costOf(bench, shape, tokens));
  return {
    busyMs: median(costs.map(({ busyMs }) => busyMs)),
    longestTaskMs: median(costs.map(({ longestTaskMs }) => longestTaskMs)),
    heapMb: median(costs.map(({ heapMb }) => heapMb)),
  };
}

async function costOf(bench: Bench, shape: ReplyShape, tokens: number): Promise<Cost> {
  const { chat, panel, extension } = bench;
  await chat.newChatButton.click();
  const session = await extension.context.newCDPSession(panel);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  let busySecondsBefore = 0;
  async function reply(): Promise<string> {
    await panel.evaluate(() => {
      probe.longTasks = [];
    });
    busySecondsBefore = await metric(session, 'TaskDuration'); // waiting for the service costs nothing
    return makeReply(shape, tokens);
  }
  await askInPanel(bench, { reply, tokensPerSecond: Number.POSITIVE_INFINITY });
  await panel.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  const busySeconds = (await metric(session, 'TaskDuration')) - busySecondsBefore;
  const longestTaskMs = await panel.evaluate(() => Math.max(0, ...probe.longTasks));
  await session.send('HeapProfiler.collectGarbage');
  const heapMb = (await metric(session, 'JSHeapUsedSize')) / BYTES_PER_MB;
  await session.detach();
  return { busyMs: busySeconds * 1000, longestTaskMs, heapMb };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
