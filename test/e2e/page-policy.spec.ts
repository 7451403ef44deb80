import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import * as z from 'zod/mini';
import { launchExtensionBrowser } from '@/scripts/browser/extension-browser';
import { startConnectionLog } from '@/scripts/corpora/connection-log';
import { CHROME_BUILD } from '@/scripts/setup/build';

const ESCAPES = path.resolve('test/fixtures/hostile/escapes.js');
const escapesSchema = z.object({ stopped: z.array(z.string()), tried: z.number() });

/**
 * What a policy cannot stop needs a script of ours, or an element that no reply can make: a peer
 * connection, `<meta http-equiv="refresh">`, `<link rel="preconnect">`.
 */
test('a script in the panel itself reaches nobody and turns no text into code', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidelight-policy-'));
  await using log = await startConnectionLog();
  await using extension = await launchExtensionBrowser({
    userDataDir: path.join(folder, 'profile'),
    network: [log],
    headless: true,
    extensionPath: await buildWithEscapes(folder),
  });
  const page = await extension.openExtensionPage('sidepanel.html');
  const told = await page.waitForFunction(() => document.documentElement.dataset['escapes']);
  const { tried, stopped } = escapesSchema.parse(JSON.parse(String(await told.jsonValue())));

  expect(await log.opened()).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(35);
  expect(await page.title()).toBe('Sidelight');
  expect(stopped).toEqual(
    expect.arrayContaining([
      'connect-src /fetch',
      'connect-src /xhr',
      'connect-src wss://evil.example/socket',
      'connect-src /events',
      'connect-src /beacon',
      'connect-src /ping',
      'default-src /prefetch',
      'img-src /image.png',
      'form-action /form?',
      'trusted-types trusted-types-policy',
    ]),
  );

  // The worker may connect: what it opens is seen, so what a page opened would be, too.
  await extension.worker.evaluate(() =>
    fetch('https://worker.example/', { mode: 'no-cors' }).catch(() => {}),
  );
  expect(await log.opened()).toContain('worker.example');
  await rm(folder, { recursive: true, force: true });
});

test('the manifest and every page say so', async () => {
  const manifest: unknown = JSON.parse(await readFile(inBuild('manifest.json'), 'utf8'));
  const extensionPages = z.object({ extension_pages: z.string() });
  const { content_security_policy: policy, web_accessible_resources: framed } = z
    .object({
      content_security_policy: extensionPages,
      web_accessible_resources: z.array(z.unknown()),
    })
    .parse(manifest);
  // Without `frame-ancestors`, which pages may be framed is said here alone.
  expect(framed).toEqual([
    { resources: ['inline-card.html'], matches: ['<all_urls>'], use_dynamic_url: true },
  ]);
  expect(directivesOf(policy.extension_pages)).toEqual({
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' blob: data:",
    'connect-src': 'https: http:',
    'base-uri': "'none'",
    'form-action': "'none'",
    'require-trusted-types-for': "'script'",
    'trusted-types': 'background', // the offscreen document measures HTML and reads PDFs
  });
  for (const file of ['sidepanel.html', 'options.html', 'popup.html', 'inline-card.html']) {
    const html = await readFile(inBuild(file), 'utf8');
    const [, own = ''] =
      /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/.exec(html) ?? [];
    expect(directivesOf(own), file).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' blob: data:",
      'connect-src': "'none'",
      'trusted-types': "'none'",
    });
  }
});

/** The build as users get it, but for one script more in the panel. */
async function buildWithEscapes(folder: string): Promise<string> {
  const build = path.join(folder, 'extension');
  await cp(CHROME_BUILD, build, { recursive: true });
  await cp(ESCAPES, path.join(build, 'escapes.js'));
  const panel = path.join(build, 'sidepanel.html');
  const html = await readFile(panel, 'utf8');
  const script = '<script type="module" src="/escapes.js"></script>';
  await writeFile(panel, html.replace('</body>', `${script}</body>`));
  return build;
}

function inBuild(file: string): string {
  return path.join(CHROME_BUILD, file);
}

function directivesOf(policy: string): Record<string, string> {
  const directives = policy.split(';').map((directive) => directive.trim());
  return Object.fromEntries(
    directives.map((directive) => [directive.replace(/ .*$/, ''), directive.replace(/^\S+ /, '')]),
  );
}
