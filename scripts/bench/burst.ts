import { askInPage, askInPanel, type TimedReply } from './ask';
import type { Bench } from './bench';
import { median, type Measurement } from './measurement';
import { makeReply } from './replies';

const ROUNDS = 5;
const SCRIPT = { reply: makeReply('mixed', 10_000), tokensPerSecond: Number.POSITIVE_INFINITY };

/** A long reply as fast as the service can write it: from its last byte to its last character. */
export async function measureBurst(bench: Bench): Promise<Measurement[]> {
  const floor = await bench.extension.openExtensionPage('bench/render-once.html');
  const inPanel: number[] = [];
  const inPage: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    inPage.push(delayOf(await askInPage(floor, bench, SCRIPT)));
    await bench.chat.newChatButton.click();
    inPanel.push(delayOf(await askInPanel(bench, SCRIPT)));
  }
  await floor.close();
  return [
    {
      name: '10,000 tokens at once: last byte to last character, against one render',
      unit: 'ms',
      value: median(inPanel),
      floor: median(inPage),
      goal: 4,
    },
  ];
}

function delayOf({ lastByteAt, lastPaintedAt }: TimedReply): number {
  return lastPaintedAt - lastByteAt;
}
