import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import { runNpmScript } from './command';

/** The production build for Chrome, as users get it. */
export const CHROME_BUILD = path.resolve('.output/chrome-mv3');
export const FIREFOX_BUILD = path.resolve('.output/firefox-mv3');

const SOURCES = [
  'components',
  'entrypoints',
  'lib',
  'public',
  'scripts/build',
  'wxt.config.ts',
  'package.json',
];

/** The parts of a built manifest that scripts and tests read. */
const manifestSchema = z.object({
  permissions: z.array(z.string()),
  optional_host_permissions: z.array(z.string()),
  host_permissions: z.optional(z.array(z.string())),
  content_scripts: z.optional(z.array(z.unknown())),
  background: z.object({ service_worker: z.string() }),
});
export type BuiltManifest = z.infer<typeof manifestSchema>;

/** Builds the extension for Chrome unless the build is newer than every source. */
export function ensureChromeBuild(): Promise<void> {
  return ensureBuild(CHROME_BUILD, 'build:chrome');
}

/** The same for Firefox. */
export function ensureFirefoxBuild(): Promise<void> {
  return ensureBuild(FIREFOX_BUILD, 'build:firefox');
}

async function ensureBuild(build: string, script: string): Promise<void> {
  if (await isCurrent(build)) return;
  await runNpmScript(script, [], { env: { NODE_ENV: 'production' } }); // not a test's
}

/** The manifest of a build. */
export async function readManifest(build = CHROME_BUILD): Promise<BuiltManifest> {
  return manifestSchema.parse(
    JSON.parse(await readFile(path.join(build, 'manifest.json'), 'utf8')),
  );
}

async function isCurrent(build: string): Promise<boolean> {
  const builtAt = statSync(path.join(build, 'manifest.json'), { throwIfNoEntry: false });
  if (builtAt === undefined) return false;
  const files = (await Promise.all(SOURCES.map(filesIn))).flat();
  return files.every((file) => statSync(file).mtimeMs < builtAt.mtimeMs);
}

/** A file, or every file and folder below a folder: a folder's time tells of removed files. */
async function filesIn(source: string): Promise<string[]> {
  if (!statSync(source).isDirectory()) return [source];
  const entries = await readdir(source, { recursive: true });
  return [source, ...entries.map((entry) => path.join(source, entry))];
}
