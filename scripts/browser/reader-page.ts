import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import * as z from '@/lib/schema';
import { pageTextSchema, type PageText } from '@/lib/chat/page-reading';
import { CHROME_BUILD } from '../setup/build';
import { findChromium } from '../setup/chromium';

const ADDRESS = 'https://site.example/folder/page.html';
/** A page is read as it is laid out; nothing in it runs or is loaded. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** A page of a plain browser, which the built script reads as it reads a user's. */
export interface ReaderPage extends AsyncDisposable {
  read(html: string): Promise<PageText>;
  /** The text of a piece of HTML, with nothing left out. */
  textOf(html: string): Promise<string>;
}

export async function openReaderPage(): Promise<ReaderPage> {
  const script = await readFile(path.join(CHROME_BUILD, 'read-page.js'), 'utf8');
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    chromiumSandbox: process.getuid?.() !== 0,
  });
  const page = await browser.newPage();
  let html = '';
  await page.route('**/*', (route) =>
    route.request().url() === ADDRESS
      ? route.fulfill({
          body: html,
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': POLICY },
        })
      : route.abort(),
  );
  return {
    async read(source) {
      html = source;
      await page.goto(ADDRESS);
      return z.parse(pageTextSchema, await page.evaluate(script));
    },
    async textOf(source) {
      html = source;
      await page.goto(ADDRESS);
      return page.evaluate(() => document.body.textContent);
    },
    [Symbol.asyncDispose]: () => browser.close(),
  };
}
