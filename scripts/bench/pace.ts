import { askInPage, askInPanel } from './ask';
import type { Bench } from './bench';
import { costOf, medianCost, type Cost } from './main-thread';
import type { Measurement } from './measurement';
import { makeReply } from './replies';

const ROUNDS = 3;
const SCRIPT = { reply: makeReply('mixed', 2000), tokensPerSecond: 100 };

/** A reply at the pace of a quick service, against appending each piece to one text node. */
export async function measurePace(bench: Bench): Promise<Measurement[]> {
  const { panel } = bench;
  const page = await bench.extension.openExtensionPage('bench/append.html');
  const panelCosts: Cost[] = [];
  const floorCosts: Cost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    floorCosts.push(
      await costOf(bench, { ...SCRIPT, page, ask: (script) => askInPage(page, bench, script) }),
    );
    await bench.chat.newChatButton.click();
    panelCosts.push(
      await costOf(bench, { ...SCRIPT, page: panel, ask: (script) => askInPanel(bench, script) }),
    );
  }
  await page.close();
  const ours = medianCost(panelCosts);
  const floor = medianCost(floorCosts);
  const name = '2,000 tokens at 100 a second';
  return [
    {
      name: `${name}: busy, against fetch-and-append`,
      unit: 'ms',
      value: ours.busyMs,
      floor: floor.busyMs,
      goal: 1.2,
    },
    {
      name: `${name}: last byte to last character`,
      unit: 'ms',
      value: ours.lastTextMs,
      floor: floor.lastTextMs,
    },
    { name: `${name}: longest task`, unit: 'ms', value: ours.longestTaskMs },
    { name: `${name}: heap`, unit: 'MB', value: ours.heapMb },
  ];
}
