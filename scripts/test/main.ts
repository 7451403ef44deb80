import { CommandError, runNpmScript } from '../setup/command';
import { ensureChromium } from '../setup/chromium';
import { canInstallSystemPackages, installSystemPackages } from '../setup/system-packages';
import { runPlaywright, runVitest, type TestCounts } from './test-runs';

/** What the browser tests run: commands, and Debian's names for them. */
const BROWSER_TEST_PACKAGES = {
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  'xvfb-run': 'xvfb',
  xdotool: 'xdotool',
};

type Step = [name: string, run: () => Promise<TestCounts>];

const STATIC_CHECKS: readonly Step[] = [
  ['format', () => check('format:check')],
  ['lint', () => check('lint')],
  ['types', () => check('types')],
  ['dead code', () => check('dead-code')],
  ['unit and contract tests', () => runVitest('unit')],
  ['build for Chrome', () => check('build:chrome')],
  ['build for Firefox', () => check('build:firefox')],
  ['budgets', () => runVitest('budget')],
];
const BROWSER_CHECKS: readonly Step[] = [
  ['browsers to test with', installBrowsers],
  ['browser tests', runPlaywright],
  ['Firefox smoke test', () => runVitest('firefox')],
];

interface StepResult extends TestCounts {
  readonly name: string;
  readonly ok: boolean;
  readonly seconds: number;
}

const isFast = process.argv.includes('--fast'); // `npm run check`: all that needs no browser
const results: StepResult[] = [];
for (const step of isFast ? STATIC_CHECKS : [...STATIC_CHECKS, ...BROWSER_CHECKS]) {
  results.push(await runStep(step));
}
printSummary();
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1;

async function check(script: string): Promise<TestCounts> {
  await runNpmScript(script);
  return { passed: 0, failed: 0 };
}

async function installBrowsers(): Promise<TestCounts> {
  if (canInstallSystemPackages()) await installSystemPackages(BROWSER_TEST_PACKAGES);
  await ensureChromium();
  return { passed: 0, failed: 0 };
}

/** A step that fails stops no other, so that one run tells everything there is to mend. */
async function runStep([name, run]: Step): Promise<StepResult> {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    const counts = await run();
    return { name, ...counts, ok: counts.failed === 0, seconds: seconds() };
  } catch (error) {
    console.error(error instanceof CommandError ? error.message : error);
    return { name, passed: 0, failed: 1, ok: false, seconds: seconds() };
  }
}

/** The last line stands alone: CI reads it. A step that fails without a test counts as one. */
function printSummary(): void {
  console.log('\n── summary');
  for (const { name, ok, seconds } of results) {
    console.log(`${ok ? 'ok    ' : 'FAILED'} ${seconds.toFixed(1).padStart(6)} s  ${name}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  console.log(`\n${passed} passed, ${failed} failed`);
}
