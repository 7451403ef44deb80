import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { CHROME_BUILD, ensureChromeBuild, readManifest } from '../scripts/setup/build';
import budget from './budget.json';

beforeAll(ensureChromeBuild, 60_000);

test('the build is as small as promised', async () => {
  const { background } = await readManifest();
  const worker = reachableFrom([background.service_worker], ANY_IMPORT);
  const sizes = [
    {
      what: 'JavaScript that the side panel loads on open',
      bytes: sizeOf(loadedOnOpen('sidepanel.html')),
      allowed: budget.sidePanelJavaScript,
    },
    { what: 'JavaScript of the worker', bytes: sizeOf(worker), allowed: budget.workerJavaScript },
    {
      what: 'the script that is put into a page for a card',
      bytes: sizeOf(['place-card.js']),
      allowed: budget.placeCardScript,
    },
    { what: 'the zip', bytes: zipSize(filesOfBuild()), allowed: budget.zip },
    {
      what: 'the zip without pdf.js',
      bytes: zipSize(filesOfBuild().filter((file) => file !== 'read-pdf.js')),
      allowed: budget.zipWithoutPdf,
    },
  ];
  console.table(sizes);
  expect(sizes.filter(({ bytes, allowed }) => bytes > allowed)).toEqual([]);
});

test('the side panel loads few scripts when it opens, since each costs time', () => {
  const { size } = loadedOnOpen('sidepanel.html');
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(budget.sidePanelScripts);
});

test('the extension asks for these permissions and no others', async () => {
  const manifest = await readManifest();
  expect(manifest.permissions.toSorted()).toEqual([
    'activeTab',
    'contextMenus',
    'cookies',
    'declarativeNetRequestWithHostAccess',
    'offscreen',
    'scripting',
    'sidePanel',
    'storage',
    'unlimitedStorage',
  ]);
  expect(manifest.host_permissions).toBeUndefined();
  expect(manifest.content_scripts).toBeUndefined();
});

test('every page forbids itself the connections that the worker may make', () => {
  const pages = filesOfBuild().filter((file) => file.endsWith('.html'));
  expect(pages).toContain('sidepanel.html');
  for (const page of pages) {
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(read(page));
    expect(policy?.[1], page).toMatch(/(connect|default)-src 'none'/);
  }
});

test('the licences of all that others wrote are in the build', async () => {
  const { dependencies } = dependenciesSchema.parse(
    JSON.parse(readFileSync('package.json', 'utf8')),
  );
  const notices = read('THIRD-PARTY-NOTICES.txt');
  for (const name of Object.keys(dependencies)) {
    const folder = path.join('node_modules', name);
    const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
    if (licence === undefined) throw new Error(`${name} has no licence`);
    expect(notices).toContain(`\n${name} `);
    expect(notices).toContain(readFileSync(path.join(folder, licence), 'utf8').trim());
  }
  for (const other of ['wxt', '@wxt-dev/browser', 'core-js', 'Lucide']) {
    expect(notices).toContain(`\n${other} `);
  }
});

const dependenciesSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["']([^"']+)["']/g;
const ANY_IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*["'`]([^"'`]+)["'`]/g;

/** The scripts that a page names, and what they import before they run. */
function loadedOnOpen(page: string): Set<string> {
  const named = [...read(page).matchAll(/<(?:script|link)[^>]*\b(?:src|href)="([^"]+\.js)"/g)];
  return reachableFrom(
    named.map(([, script = '']) => resolveImport(page, script)),
    STATIC_IMPORT,
  );
}

function reachableFrom(scripts: readonly string[], importPattern: RegExp): Set<string> {
  const reached = new Set<string>(scripts);
  for (const script of reached) {
    for (const [, specifier = ''] of read(script).matchAll(importPattern)) {
      if (/^[./].*\.js$/.test(specifier)) reached.add(resolveImport(script, specifier));
    }
  }
  return reached;
}

function resolveImport(importer: string, specifier: string): string {
  return new URL(specifier, `file:///${importer}`).pathname.slice(1);
}

function sizeOf(files: Iterable<string>): number {
  return [...files].reduce((size, file) => size + readFileSync(inBuild(file)).length, 0);
}

const ZIP_END_BYTES = 22;

/** What `wxt zip` makes of files of the build, without writing it. */
function zipSize(files: readonly string[]): number {
  return files.reduce((size, file) => size + zipEntrySize(file), ZIP_END_BYTES);
}

/** A file's name stands in two headers, before its data and in the list at the end. */
function zipEntrySize(file: string): number {
  const data = deflateRawSync(readFileSync(inBuild(file)), { level: 9 });
  return 30 + 46 + 2 * Buffer.byteLength(file) + data.length;
}

function filesOfBuild(): string[] {
  return readdirSync(CHROME_BUILD, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(CHROME_BUILD, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll(path.sep, '/'));
}

function read(file: string): string {
  return readFileSync(inBuild(file), 'utf8');
}

function inBuild(file: string): string {
  return path.join(CHROME_BUILD, file);
}
