import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { packageFolder, thirdPartyNotices } from './third-party-notices';

test('a file is told to belong to its package, wherever that lies', () => {
  const cases = {
    '/a/node_modules/preact/hooks/dist/hooks.mjs': '/a/node_modules/preact',
    '/a/node_modules/@mozilla/readability/index.js': '/a/node_modules/@mozilla/readability',
    '/a/node_modules/wxt/node_modules/idb/index.js': '/a/node_modules/wxt/node_modules/idb',
    'C:\\a\\node_modules\\zod\\mini\\index.js': 'C:/a/node_modules/zod',
    '/a/lib/chat/errors.ts': null,
    '\0vite/preload-helper.js': null,
  };
  expect(Object.keys(cases).map(packageFolder)).toEqual(Object.values(cases));
});

test('packages are named with their licences, also where the text is ours to bring', () => {
  const notices = thirdPartyNotices(['node_modules/wxt', 'node_modules/pdfjs-dist']);
  expect(notices).toMatch(/^pdfjs-dist [\d.]+ \(Apache-2\.0\)$/m);
  expect(notices).toContain('Apache License');
  expect(notices).toMatch(/^wxt [\d.]+ \(MIT\)\n\nMIT License\n\nCopyright \(c\) 2023 Aaron$/m);
});

test('a package without a licence stops the build', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-package-'));
  const manifest = { name: 'unlicensed', version: '1.0.0', license: 'MIT' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  expect(() => thirdPartyNotices([folder])).toThrow('unlicensed has no licence');
  await rm(folder, { recursive: true });
});
