import { askInPage, askInPanel, type TimedReply } from './ask';
import type { Bench } from './bench';
import { median, type Measurement } from './measurement';
import { makeReply } from './replies';

const ROUNDS = 25; // a frame takes 16 ms, and a byte may come at any moment of it
const WARM_UP_ROUNDS = 2;
const SCRIPT = { reply: makeReply('paragraph', 30), tokensPerSecond: 60 };

/** From the service's first byte to the first characters on the screen. */
export async function measureFirstText(bench: Bench): Promise<Measurement[]> {
  const floor = await bench.extension.openExtensionPage('bench/append.html');
  const inPanel: number[] = [];
  const inPage: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
    inPage.push(delayOf(await askInPage(floor, bench, SCRIPT)));
    inPanel.push(delayOf(await askInPanel(bench, SCRIPT)));
  }
  await floor.close();
  return [
    {
      name: 'first byte to first characters, against fetch-and-append',
      unit: 'ms',
      value: median(inPanel.slice(WARM_UP_ROUNDS)),
      floor: median(inPage.slice(WARM_UP_ROUNDS)),
      goal: 2,
    },
  ];
}

function delayOf({ firstByteAt, firstPaintedAt }: TimedReply): number {
  return firstPaintedAt - firstByteAt;
}
