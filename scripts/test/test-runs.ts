import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as z from 'zod/mini';
import { CommandError, runNpmScript } from '../setup/command';

export interface TestResults {
  readonly passed: number;
  /** What failed, a line each. */
  readonly failures: readonly string[];
  /** What passed at the second try alone. */
  readonly flaky: readonly string[];
}

/** https://vitest.dev/guide/reporters#json-reporter */
const vitestReportSchema = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/** `JSONReportSuite` in https://playwright.dev/docs/api/class-reporter: files, and groups in them. */
interface Suite {
  readonly specs: readonly Spec[];
  readonly suites?: readonly Suite[] | undefined;
}

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(z.object({ status: z.string() })),
});
type Spec = z.infer<typeof specSchema>;

const suiteSchema: z.ZodMiniType<Suite> = z.object({
  specs: z.array(specSchema),
  suites: z.optional(z.lazy(() => z.array(suiteSchema))),
});

const playwrightReportSchema = z.object({ suites: z.array(suiteSchema) });

/**
 * Runs the vitest project behind an npm script of that name.
 * @throws {CommandError} when it fails otherwise than by a test.
 */
export function runVitest(script: string): Promise<TestResults> {
  return withReport(async (file) => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    await runNpmScript(script, reporters);
  }, readVitestReport);
}

/**
 * Runs the browser tests.
 * @throws {CommandError} when they fail otherwise than by a test.
 */
export function runPlaywright(): Promise<TestResults> {
  return withReport(async (file) => {
    const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
    await runNpmScript('e2e', ['--reporter=list,json'], { env });
  }, readPlaywrightReport);
}

function readVitestReport(report: unknown): TestResults {
  const { numPassedTests, testResults } = vitestReportSchema.parse(report);
  const failures = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${path.relative('', name)}: ${fullName}`),
  );
  return { passed: numPassedTests, failures, flaky: [] };
}

function readPlaywrightReport(report: unknown): TestResults {
  const specs = playwrightReportSchema.parse(report).suites.flatMap(specsOf);
  const linesOf = (wanted: string) =>
    specs
      .filter(({ tests }) => tests.some(({ status }) => status === wanted))
      .map(({ file, title }) => `${file}: ${title}`);
  const flaky = linesOf('flaky');
  return {
    passed: linesOf('expected').length + flaky.length,
    failures: linesOf('unexpected'),
    flaky,
  };
}

function specsOf({ specs, suites = [] }: Suite): Spec[] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** A run that fails by failing tests is a result; any other failure is thrown on. */
async function withReport(
  run: (reportFile: string) => Promise<void>,
  readReport: (report: unknown) => TestResults,
): Promise<TestResults> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-test-'));
  const file = path.join(folder, 'report.json');
  const readResults = async () => readReport(JSON.parse(await readFile(file, 'utf8')));
  try {
    await run(file);
    return await readResults();
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const results = await readResults().catch(() => null); // no report was written
    if (results === null || results.failures.length === 0) throw error;
    return results;
  } finally {
    await rm(folder, { recursive: true });
  }
}
