// Runs a TypeScript script on a machine with nothing but Node: `node scripts/run.mjs FILE [ARGUMENTS]`.
// Plain JavaScript, since nothing is installed when it starts.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PROJECT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

process.chdir(PROJECT);
requireNode(JSON.parse(readFileSync('package.json', 'utf8')).engines.node);
if (!dependenciesAreCurrent()) installDependencies();
await runTypeScript(process.argv[2]);

/** @param {string} range such as `>=20.16`, the one form that package.json uses */
function requireNode(range) {
  const wanted = range.replace('>=', '');
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Sidelight needs Node ${wanted} or newer and this is ${process.version}: install one from https://nodejs.org.`,
  );
}

/** Whether what is installed is what the lockfile says, but for packages of other platforms. */
function dependenciesAreCurrent() {
  const wanted = lockedPackages('package-lock.json');
  const installed = lockedPackages('node_modules/.package-lock.json');
  return Object.entries(wanted).every(([name, { version, optional, devOptional }]) => {
    if (name === '') return true; // the project itself
    const isForOtherPlatform = (optional || devOptional) && installed[name] === undefined;
    return isForOtherPlatform || installed[name]?.version === version;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean }>}
 */
function lockedPackages(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT') return {};
    throw error;
  }
}

function installDependencies() {
  console.log('Installing dependencies from the lockfile (npm ci) …');
  const npm = process.env.npm_execpath; // set when npm itself runs us
  const { status } = npm
    ? spawnSync(process.execPath, [npm, 'ci'], { stdio: 'inherit' })
    : spawnSync('npm ci', { stdio: 'inherit', shell: true });
  if (status !== 0) fail('npm ci failed, see above. It needs the npm registry.');
}

/** @param {string | undefined} script */
async function runTypeScript(script) {
  if (script === undefined) fail('Say which script to run: node scripts/run.mjs FILE');
  const { register } = await import('tsx/esm/api');
  register();
  process.argv.splice(1, 2, path.resolve(script));
  try {
    await import(pathToFileURL(path.resolve(script)).href);
  } catch (error) {
    fail(error.name === 'SetupError' ? error.message : error);
  }
}

/**
 * @param {unknown} reason
 * @returns {never}
 */
function fail(reason) {
  console.error(reason);
  process.exit(1);
}
