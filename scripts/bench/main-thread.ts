import type { CDPSession, Page } from '@playwright/test';
import type { ReplyScript, TimedReply } from './ask';
import type { Bench } from './bench';
import { median } from './measurement';

/** What a reply costs the main thread of the page that draws it. */
export interface Cost {
  readonly busyMs: number;
  readonly longestTaskMs: number;
  /** From the service's first byte to the first character on the screen. */
  readonly firstTextMs: number;
  /** From the service's last byte to the last character on the screen. */
  readonly lastTextMs: number;
  /** What the page holds afterwards. */
  readonly heapMb: number;
}

interface CostOptions {
  readonly page: Page;
  readonly ask: (script: ReplyScript) => Promise<TimedReply>;
  readonly reply: string;
  readonly tokensPerSecond: number;
}

/** Colours, folds and actions come after the text. */
const SETTLE_MS = 500;
const BYTES_PER_MB = 1_000_000;

/** Asks once. What happens before the service is asked does not count. */
export async function costOf(
  { extension }: Bench,
  { page, ask, reply, tokensPerSecond }: CostOptions,
): Promise<Cost> {
  const session = await extension.context.newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  let busySecondsBefore = Number.NaN;
  async function replyOnceMeasured(): Promise<string> {
    await page.evaluate(() => {
      probe.longTasks = [];
    });
    busySecondsBefore = await metric(session, 'TaskDuration');
    return reply;
  }
  const timed = await ask({ reply: replyOnceMeasured, tokensPerSecond });
  await page.evaluate((settleMs) => probe.idleAfter(settleMs), SETTLE_MS);
  const busySeconds = (await metric(session, 'TaskDuration')) - busySecondsBefore;
  const longestTaskMs = await page.evaluate(() => Math.max(0, ...probe.longTasks));
  await session.send('HeapProfiler.collectGarbage');
  const heapMb = (await metric(session, 'JSHeapUsedSize')) / BYTES_PER_MB;
  await session.detach();
  return {
    busyMs: busySeconds * 1000,
    longestTaskMs,
    firstTextMs: timed.firstPaintedAt - timed.firstByteAt,
    lastTextMs: timed.lastPaintedAt - timed.lastByteAt,
    heapMb,
  };
}

/** Each figure by itself. */
export function medianCost(costs: readonly Cost[]): Cost {
  const of = (figure: keyof Cost) => median(costs.map((cost) => cost[figure]));
  return {
    busyMs: of('busyMs'),
    longestTaskMs: of('longestTaskMs'),
    firstTextMs: of('firstTextMs'),
    lastTextMs: of('lastTextMs'),
    heapMb: of('heapMb'),
  };
}

async function metric(session: CDPSession, name: string): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find((each) => each.name === name)?.value ?? Number.NaN;
}
