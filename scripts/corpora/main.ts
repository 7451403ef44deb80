import { statSync } from 'node:fs';
import path from 'node:path';
import { ensureChromeBuild } from '../setup/build';
import { ensureChromium } from '../setup/chromium';
import { SetupError } from '../setup/setup-error';
import { Corpus } from './corpus';
import { startHostileRun, type HostileRun } from './hostile-run';
import { hugeFiles, mutatedFiles } from './imported-files';
import { PARSER_CHECKS, type CheckResult } from './parser-checks';
import { PAYLOAD_SETS } from './payload-sets';
import { checkReadablePages, READABLE_PAGES } from './readable-pages';

const MAX_SHOWN_FAULTS = 20;
const MUTATIONS = 200;
const JSON_FILES = 'jsontestsuite';

// npm run corpora -- FOLDER: each set that is there, through our parsers and through the built panel.
const [folder] = process.argv.slice(2);
if (folder === undefined || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
  throw new SetupError('Say where the corpora are: npm run corpora -- FOLDER');
}
const corpus = new Corpus(path.resolve(folder));
let payloadCount = 0;
let faultCount = 0;

await ensureChromium();
await ensureChromeBuild();
await checkParsers();
if (corpus.has(READABLE_PAGES)) await report(READABLE_PAGES, () => checkReadablePages(corpus));
await showPayloads();
console.log(`\n${payloadCount} payloads, ${faultCount} faults`);
process.exitCode = faultCount === 0 && payloadCount > 0 ? 0 : 1;

async function checkParsers(): Promise<void> {
  console.log('── parsers');
  for (const { name, run } of PARSER_CHECKS) {
    if (corpus.has(name)) await report(name, () => run(corpus));
  }
}

async function showPayloads(): Promise<void> {
  console.log('── the panel');
  await using panel = await startHostileRun();
  for (const { name, read, isHostile } of PAYLOAD_SETS) {
    if (!corpus.has(name)) continue;
    await report(name, async () => {
      const payloads = await read(corpus);
      const faults = await panel.faultsOf(payloads, { isEverywhere: isHostile });
      return { count: payloads.length, faults };
    });
  }
  await report('huge files to import', () => openAll(panel, hugeFiles()));
  await report('mutated exports, as files to import', () =>
    openAll(panel, mutatedFiles(MUTATIONS)),
  );
  if (corpus.has(JSON_FILES)) {
    await report(`${JSON_FILES}, as files to import`, async () => {
      const files = await corpus.files(JSON_FILES);
      return openAll(panel, await Promise.all(files.map((file) => corpus.bytes(file))));
    });
  }
}

async function openAll(
  panel: HostileRun,
  files: readonly (string | Uint8Array)[],
): Promise<CheckResult> {
  return { count: files.length, faults: await panel.faultsOfFiles(files) };
}

async function report(name: string, run: () => Promise<CheckResult>): Promise<void> {
  const startedAt = performance.now();
  const { count, faults } = await run();
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const state = faults.length === 0 ? 'ok    ' : 'FAILED';
  console.log(`${state} ${String(count).padStart(5)} ${name}, ${seconds} s`);
  for (const fault of faults.slice(0, MAX_SHOWN_FAULTS)) console.log(`         ${fault}`);
  if (faults.length > MAX_SHOWN_FAULTS) {
    console.log(`         and ${faults.length - MAX_SHOWN_FAULTS} more`);
  }
  payloadCount += count;
  faultCount += faults.length;
}
