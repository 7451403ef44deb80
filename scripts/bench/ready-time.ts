import type { Bench } from './bench';
import { median, type Measurement } from './measurement';

const ROUNDS = 15;

/** From the start of navigation to the frame that shows a text box to type in. */
export async function measureReadyTime(bench: Bench): Promise<Measurement[]> {
  const panel: number[] = [];
  const popup: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await readyTime(bench, 'bench/bare.html'));
    panel.push(await readyTime(bench, 'sidepanel.html'));
    popup.push(await readyTime(bench, 'popup.html'));
  }
  return [
    {
      name: 'side panel page ready for typing, against a bare page',
      unit: 'ms',
      value: median(panel),
      floor: median(bare),
      goal: 2,
    },
    {
      name: 'popup ready for typing, against a bare page',
      unit: 'ms',
      value: median(popup),
      floor: median(bare),
      goal: 1.5,
    },
  ];
}

async function readyTime({ extension }: Bench, file: string): Promise<number> {
  const page = await extension.openExtensionPage(`${file}#text-box`);
  const time = await page.evaluate(() => probe.textBoxPainted ?? Number.NaN);
  await page.close();
  return time;
}
