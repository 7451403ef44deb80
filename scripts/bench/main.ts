import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ensureChromeBuild } from '../setup/build';
import { ensureChromium } from '../setup/chromium';
import { openBench, type Bench } from './bench';
import { measureBurst } from './burst';
import { measureFirstText } from './first-text';
import { describe, ratioOf, type Measurement } from './measurement';
import { measureOpening } from './opening';
import { measurePace } from './pace';
import { measureReadyTime } from './ready-time';
import { measureSelection } from './selection';

const MEASURES: Readonly<Record<string, (bench: Bench) => Promise<Measurement[]>>> = {
  'ready-time': measureReadyTime,
  'first-text': measureFirstText,
  opening: measureOpening,
  pace: measurePace,
  burst: measureBurst,
  selection: measureSelection, // the last: it closes the panel
};

// npm run bench -- [MEASURE …] [--json FILE]
const { values, positionals } = parseArgs({
  options: { json: { type: 'string' } },
  allowPositionals: true,
});
const chosen = positionals.length === 0 ? Object.keys(MEASURES) : positionals;

await ensureChromium();
await ensureChromeBuild();
const measurements = await run();
if (values.json !== undefined) {
  const rows = measurements.map((row) => ({ ...row, ratio: ratioOf(row) }));
  await writeFile(values.json, `${JSON.stringify(rows, null, 2)}\n`);
}

async function run(): Promise<Measurement[]> {
  await using bench = await openBench();
  const results: Measurement[] = [];
  for (const name of chosen) {
    const measure = MEASURES[name];
    if (measure === undefined) throw new Error(`${name} is none of ${Object.keys(MEASURES)}`);
    console.log(`\n── ${name}`);
    for (const measurement of await measure(bench)) {
      console.log(describe(measurement));
      results.push(measurement);
    }
  }
  return results;
}
