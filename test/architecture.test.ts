import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** What each folder may import, besides itself and `lib/schema`. The map in ARCHITECTURE.md is this table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/schema': [],
  'lib/chat': [],
  'lib/markdown': [],
  'lib/math': [],
  'lib/highlight': [],
  'lib/exchange': ['lib/chat'],
  'lib/messaging': ['lib/chat', 'lib/exchange', 'lib/platform'],
  'lib/context': ['lib/chat'],
  'lib/inline-card': [],
  'lib/page-reader': ['lib/chat', 'lib/context'],
  'lib/pdf': ['lib/chat', 'lib/context'],
  'lib/prompts': [],
  'lib/settings': ['lib/chat', 'lib/platform', 'lib/prompts'],
  'lib/platform': ['lib/chat'],
  'lib/providers': ['lib/chat'],
  'lib/storage': ['lib/chat'],
  'lib/background': [
    'lib/chat',
    'lib/context',
    'lib/exchange',
    'lib/messaging',
    'lib/settings',
    'lib/platform',
    'lib/prompts',
    'lib/providers',
    'lib/storage',
  ],
  'lib/client': [
    'lib/chat',
    'lib/context',
    'lib/exchange',
    'lib/inline-card',
    'lib/messaging',
    'lib/platform',
    'lib/prompts',
    'lib/settings',
    'public',
  ],
  components: [
    'lib/chat',
    'lib/client',
    'lib/exchange',
    'lib/highlight',
    'lib/markdown',
    'lib/math',
    'lib/prompts',
    'lib/settings',
  ],
  entrypoints: [
    'components',
    'lib/background',
    'lib/client',
    'lib/inline-card',
    'lib/messaging',
    'lib/page-reader',
    'lib/pdf',
    'lib/platform',
  ],
};
/** Pure folders: no extension API, so that every line of them runs in a plain Node test. */
const PURE = new Set([
  'lib/schema',
  'lib/chat',
  'lib/context',
  'lib/exchange',
  'lib/inline-card',
  'lib/page-reader',
  'lib/pdf',
  'lib/prompts',
  'lib/markdown',
  'lib/math',
  'lib/highlight',
  'lib/providers',
  'lib/storage',
  'components',
]);

/** Ways to turn text into HTML or code. What a model or a page wrote must meet none of them. */
const TEXT_TO_CODE =
  /\.(?:innerHTML|outerHTML|srcdoc)\s*=(?!=)|\b(?:dangerouslySetInnerHTML|insertAdjacentHTML|createContextualFragment|parseFromString|setHTMLUnsafe)\b|\bdocument\.write|\beval\(|\bFunction\(/;
/** The one exception, in a document that can load and run nothing. */
const MEASURES_HTML = '/lib/platform/measure-html.ts';

const sources = import.meta.glob<string>(
  ['/{lib,components,entrypoints}/**/*.{ts,tsx}', '!/**/*.test.{ts,tsx}'],
  { query: '?raw', import: 'default', eager: true },
);

describe.each(Object.entries(sources))('%s', (file, source) => {
  const folder = folderOf(file);

  test(`imports only what ${folder} may`, () => {
    expect(Object.keys(MAY_IMPORT)).toContain(folder);
    const allowed = [folder, 'lib/schema', ...(MAY_IMPORT[folder] ?? [])];
    for (const specifier of importsOf(source)) {
      const imported = resolveImport(file, specifier);
      if (imported !== null) expect(allowed, specifier).toContain(folderOf(imported));
      if (folder !== 'lib/schema') expect(specifier).not.toMatch(/^zod\b/); // its comment says why
      if (PURE.has(folder)) expect(specifier).not.toMatch(/^(?:wxt|node:)/);
    }
  });

  test('turns no text into HTML or code', () => {
    const [found] = TEXT_TO_CODE.exec(source) ?? [];
    expect(found).toBe(file === MEASURES_HTML ? '.innerHTML =' : undefined);
  });
});

/** `lib/chat` for `/lib/chat/ids`, `components` for `/components/chat/message`. */
function folderOf(file: string): string {
  const [first = '', second = ''] = file.slice(1).split('/');
  return first === 'lib' ? `${first}/${second}` : first;
}

function importsOf(source: string): string[] {
  const pattern = /\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm;
  return [...source.matchAll(pattern)].map(
    ([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '',
  );
}

/** Where one of our own files is, from the project's root; `null` for a package. */
function resolveImport(importer: string, specifier: string): string | null {
  if (specifier.startsWith('@/')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.posix.join(path.posix.dirname(importer), specifier);
  return null;
}
