import { expect, test } from 'vitest';

/** What each folder may import, besides itself. The map in ARCHITECTURE.md is this table. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'lib/chat': [],
  'lib/markdown': [],
  'lib/messaging': ['lib/chat'],
  'lib/settings': ['lib/chat'],
  'lib/platform': ['lib/chat'],
  'lib/providers': ['lib/chat'],
  'lib/storage': ['lib/chat'],
  'lib/background': [
    'lib/chat',
    'lib/messaging',
    'lib/settings',
    'lib/platform',
    'lib/providers',
    'lib/storage',
  ],
  'lib/client': ['lib/chat', 'lib/messaging', 'lib/settings', 'lib/platform'],
  components: ['lib/chat', 'lib/client', 'lib/markdown', 'lib/settings'],
};
/** Pure folders: no extension API, so that every line of them runs in a plain Node test. */
const PURE = new Set(['lib/chat', 'lib/markdown', 'lib/providers', 'lib/storage', 'components']);

const sources = import.meta.glob<string>('/{lib,components}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
});

for (const [path, source] of Object.entries(sources)) {
  const folder = folderOf(path.slice(1));

  test(`${path} imports only what ${folder} may`, () => {
    const allowed = [folder, ...(MAY_IMPORT[folder] ?? [])];
    for (const specifier of importsOf(source)) {
      if (specifier.startsWith('@/')) expect(allowed).toContain(folderOf(specifier.slice(2)));
      if (PURE.has(folder)) expect(specifier).not.toMatch(/^wxt\b/);
    }
  });
}

function folderOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'lib' ? `${first}/${second}` : first;
}

function importsOf(source: string): string[] {
  return [...source.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map(
    ([, from, dynamic, bare]) => from ?? dynamic ?? bare ?? '',
  );
}
