import { expect, test } from 'vitest';
import { toHtml } from '@/test/fixtures/markdown/to-html';
import { createMarkdownParser } from './parser';

function html(markdown: string): string {
  const parser = createMarkdownParser();
  parser.append(markdown);
  parser.finish();
  return toHtml(parser.blocks).replace(/^<p>([^]*)<\/p>\n$/, '$1');
}

/** The address of each link in `markdown`. */
function links(markdown: string): string[] {
  return [...html(markdown).matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
}

test.each([
  ['see http://example.com/a?b=c now', 'http://example.com/a?b=c'],
  ['www.example.com/help', 'http://www.example.com/help'],
  ['**https://example.com**', 'https://example.com/'],
  ['(https://example.com/a_(b))', 'https://example.com/a_(b)'],
  ['https://example.com/a.', 'https://example.com/a'],
  ['https://example.com/a?!', 'https://example.com/a'],
  ['https://example.com/a&copy;', 'https://example.com/a'],
  ['"https://example.com/"', 'https://example.com/'],
  ['请看https://example.com/页。谢谢', 'https://example.com/%E9%A1%B5'],
  ['[https://example.com] is it', 'https://example.com/'],
  ['write to a.b+c@example.com.', 'mailto:a.b+c@example.com'],
  ['<https://example.com/a b>', 'https://example.com/a'],
  ['<https://example.com/*a*>', 'https://example.com/*a*'],
  ['<a@example.com>', 'mailto:a@example.com'],
])('%j leads to %s', (markdown, href) => {
  expect(links(markdown)).toEqual([href]);
});

test.each([
  'xhttp://example.com',
  'http://',
  'https:// example.com',
  'http://a_b.c_d',
  'xwww.example.com',
  'www.',
  'a@b',
  'a@example.com-',
  'a@example.com_',
  '`https://example.com`',
])('%j is no link', (markdown) => {
  expect(links(markdown)).toEqual([]);
});

test.each([
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#10;script:alert(1))',
  '[a](<\u0001javascript:alert(1)>)',
  '[a](data:text/html,x)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](blob:null/x)',
  '[a](chrome-extension://id/page.html)',
  '[a](/relative)',
  '[a](#fragment)',
  '[a](//example.com)',
  '[a](ftp://example.com)',
  '[a]()',
  '![a](data:image/png;base64,x)',
  '<javascript:alert(1)>',
  '[a]\n\n[a]: javascript:alert(1)',
])('%j stays text', (markdown) => {
  expect(html(markdown)).not.toMatch(/<(a|img)\b/);
  expect(html(markdown)).toContain('a');
});

test('a host in another script is spelled out, so that it cannot pass for a known one', () => {
  expect(links('[bank](https://аррӏе.com/)')).toEqual(['https://xn--80ak6aa92e.com/']);
});

test('a link in the text of a link stays text', () => {
  const link = '<a href="https://example.org/">https://example.com</a>';
  expect(html('[https://example.com](https://example.org/)')).toBe(link);
  expect(html('[<https://example.com>](https://example.org/)')).toBe(link);
});
