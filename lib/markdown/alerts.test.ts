import { expect, test } from 'vitest';
import { toHtml } from '@/test/fixtures/markdown/to-html';
import { createMarkdownParser } from './parser';

function html(markdown: string, { isOpen = false } = {}): string {
  const parser = createMarkdownParser();
  parser.append(markdown);
  if (!isOpen) parser.finish();
  return toHtml(parser.blocks);
}

test.each(['note', 'tip', 'important', 'warning', 'caution'])('a quote can be a %s', (kind) => {
  const alert = `<blockquote class="${kind}">\n<p>text</p>\n</blockquote>\n`;
  expect(html(`> [!${kind.toUpperCase()}]\n> text`)).toBe(alert);
  expect(html(`> [!${kind}] \n>\n> text`)).toBe(alert);
});

test.each([
  '> [!OTHER]\n> text',
  '> [!NOTE] text',
  '> text\n> [!NOTE]',
  '> a\n>\n> [!NOTE]',
  '[!NOTE]\ntext',
  '> [!constructor]',
])('%j is no alert', (markdown) => {
  expect(html(markdown)).not.toContain('class=');
});

test.each(['> [', '> [!', '> [!NOT', '> [!NOTE', '> [!NOTE]'])(
  'while it is written, %j shows nothing that will go',
  (markdown) => {
    expect(html(`Text\n\n${markdown}`, { isOpen: true })).toBe('<p>Text</p>\n');
  },
);
