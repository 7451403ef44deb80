import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { CommandError, runNpmScript } from '../setup/command';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

/** https://vitest.dev/guide/reporters#json-reporter */
const vitestReportSchema = z.object({ numPassedTests: z.number(), numFailedTests: z.number() });

/** `JSONReport` in https://playwright.dev/docs/api/class-reporter; flaky means passed at last. */
const playwrightReportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
});

/**
 * Runs the vitest project behind an npm script of that name.
 * @throws {CommandError} when it fails otherwise than by a test.
 */
export function runVitest(script: string): Promise<TestCounts> {
  return withReport(async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    await runNpmScript(script, reporters);
  }, readVitestReport);
}

/**
 * Runs the browser tests.
 * @throws {CommandError} when they fail otherwise than by a test.
 */
export function runPlaywright(): Promise<TestCounts> {
  return withReport(async (file) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    await runNpmScript('e2e', ['--reporter=list,json'], { env });
  }, readPlaywrightReport);
}

function readVitestReport(report: unknown): TestCounts {
  const { numPassedTests, numFailedTests } = vitestReportSchema.parse(report);
  return { passed: numPassedTests, failed: numFailedTests };
}

function readPlaywrightReport(report: unknown): TestCounts {
  const { expected, unexpected, flaky } = playwrightReportSchema.parse(report).stats;
  return { passed: expected + flaky, failed: unexpected };
}

/** A run that fails by failing tests is a result; any other failure is thrown on. */
async function withReport(
  run: (reportFile: string) => Promise<void>,
  readReport: (report: unknown) => TestCounts,
): Promise<TestCounts> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-test-'));
  const file = path.join(folder, 'report.json');
  const counts = async () => readReport(JSON.parse(await readFile(file, 'utf8')));
  try {
    await run(file);
    return await counts();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const failed = await counts().catch(() => ({ passed: 0, failed: 0 })); // no report was written
    if (failed.failed === 0) throw error;
    return failed;
  } finally {
    await rm(folder, { recursive: true });
  }
}
