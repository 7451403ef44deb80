import { CommandError, runNpmScript } from '../setup/command';
import { ensureChromium } from '../setup/chromium';
import { canInstallSystemPackages, installSystemPackages } from '../setup/system-packages';
import { runPlaywright, runVitest, type TestResults } from './test-runs';

/** What the browser tests run: commands, and Debian's names for them. */
const BROWSER_TEST_PACKAGES = {
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  Xvfb: 'xvfb',
  xdotool: 'xdotool',
};

type Step = [name: string, run: () => Promise<TestResults>];

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

const NO_TESTS: TestResults = { passed: 0, failures: [], flaky: [] };

interface StepResult extends TestResults {
  readonly name: string;
  readonly seconds: number;
}

const isFast = process.argv.includes('--fast'); // `npm run check`: all that needs no browser
const results: StepResult[] = [];
for (const step of isFast ? STATIC_CHECKS : [...STATIC_CHECKS, ...BROWSER_CHECKS]) {
  results.push(await runStep(step));
}
printSummary();
process.exitCode = results.every(isOk) ? 0 : 1;

async function check(script: string): Promise<TestResults> {
  await runNpmScript(script);
  return NO_TESTS;
}

async function installBrowsers(): Promise<TestResults> {
  if (canInstallSystemPackages()) await installSystemPackages(BROWSER_TEST_PACKAGES);
  await ensureChromium();
  return NO_TESTS;
}

/** A step that fails stops no other, so that one run tells everything there is to mend. */
async function runStep([name, run]: Step): Promise<StepResult> {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  try {
    return { name, ...(await run()), seconds: seconds() };
  } catch (error) {
    const problem = error instanceof CommandError ? error.message : String(error);
    console.error(error instanceof CommandError ? problem : error);
    return { name, ...NO_TESTS, failures: [problem], seconds: seconds() };
  }
}

function isOk({ failures }: TestResults): boolean {
  return failures.length === 0;
}

/**
 * The last line stands alone: CI reads it, and may keep no more than the end of what was printed,
 * so what failed is named once more. A step that fails without a test counts as one.
 */
function printSummary(): void {
  console.log('\n── summary');
  for (const result of results) {
    const seconds = result.seconds.toFixed(1).padStart(6);
    console.log(`${isOk(result) ? 'ok    ' : 'FAILED'} ${seconds} s  ${result.name}`);
  }
  const failures = results.flatMap((result) => result.failures);
  for (const failure of failures) console.log(`✗ ${failure}`);
  for (const test of results.flatMap(({ flaky }) => flaky)) console.log(`~ second try: ${test}`);
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  console.log(`\n${passed} passed, ${failures.length} failed`);
}
