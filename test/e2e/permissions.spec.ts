import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CHROME_BUILD } from '@/scripts/setup/build';
import { expect, test } from './extension';

test('Chrome warns of nothing at install', async ({ extension }) => {
  const manifest = await readFile(path.join(CHROME_BUILD, 'manifest.json'), 'utf8');
  const page = await extension.openExtensionPage('sidepanel.html');
  const warnings = await page.evaluate(
    (text) => chrome.management.getPermissionWarningsByManifest(text),
    manifest,
  );
  expect(warnings).toEqual([]);
});
