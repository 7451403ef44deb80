import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'vite';
import * as z from 'zod/mini';

const LICENCE_FILE = /^(licen[cs]e|notice)(\.(md|txt))?$/i;

/** Packages that come without the text of their licence: where we keep it. */
const KEPT_LICENCES: Readonly<Record<string, string>> = {
  wxt: 'wxt.txt',
  '@wxt-dev/browser': 'wxt.txt',
};

/** What is in the build and in no package of its own. */
const OTHERS = [
  { title: 'core-js 3 (MIT), a part of pdfjs-dist', file: 'core-js.txt' },
  { title: 'Lucide (ISC), the shapes of the icons', file: 'lucide.txt' },
];

const RULE = `\n\n${'-'.repeat(80)}\n\n`;

const packageSchema = z.object({ name: z.string(), version: z.string(), license: z.string() });

/** Notes in `folders` the packages whose code ends up in a bundle. */
export function notePackages(folders: Set<string>): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const file of chunk.moduleIds) {
          const folder = packageFolder(file);
          if (folder !== null) folders.add(folder);
        }
      }
    },
  };
}

/** The folder of the package that a file belongs to; `null` for one of our own. */
export function packageFolder(file: string): string | null {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'))?.[0] ?? null;
}

/** The licences of what others wrote. @throws where a package has none that could go along. */
export function thirdPartyNotices(folders: Iterable<string>): string {
  const packages = [...folders].map(noticeOf).toSorted();
  const others = OTHERS.map(({ title, file }) => `${title}\n\n${readKept(file)}`);
  const introduction = 'Sidelight contains software by others, under these licences.';
  return `${[introduction, ...packages, ...others].join(RULE)}\n`;
}

function noticeOf(folder: string): string {
  const manifest = readFileSync(path.join(folder, 'package.json'), 'utf8');
  const { name, version, license } = packageSchema.parse(JSON.parse(manifest));
  const kept = KEPT_LICENCES[name];
  const texts = readdirSync(folder)
    .filter((file) => LICENCE_FILE.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  if (texts.length === 0 && kept !== undefined) texts.push(readKept(kept));
  if (texts.length === 0) throw new Error(`${name} has no licence that could go along with it`);
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

function readKept(file: string): string {
  return readFileSync(path.join(import.meta.dirname, 'licences', file), 'utf8').trim();
}
