import { expect, test } from 'vitest';
import { documentHtml } from '@/test/fixtures/markdown/to-html';
import { createMarkdownParser } from './parser';

function html(markdown: string): string {
  const parser = createMarkdownParser();
  parser.append(markdown);
  parser.finish();
  return documentHtml(parser).replace(/\n$/, '');
}

/** What is shown before the reply goes on. */
function openHtml(markdown: string): string {
  const parser = createMarkdownParser();
  parser.append(markdown);
  return documentHtml(parser).replace(/\n$/, '');
}

const inText = (source: string) => `<math class="closed">${source}</math>`;
const display = (source: string) => `<math display="block" class="closed">${source}</math>`;

test.each([
  ['$x^2$', inText('x^2')],
  ['so $a_1$, $b_1$.', `so ${inText('a_1')}, ${inText('b_1')}.`],
  ['$\\$5$', inText('\\$5')],
  ['$a*b$ and *c*', `${inText('a*b')} and <em>c</em>`],
  ['**$x$**', `<strong>${inText('x')}</strong>`],
  ['$a\n= b$', inText('a\n= b')],
  ['\\(a_1\\) and \\(b_1\\)', `${inText('a_1')} and ${inText('b_1')}`],
  ['\\(a \\\\ b\\)', inText('a \\\\ b')],
  ['where $$x$$ holds', `where ${display('x')} holds`],
  ['where \\[x\\] holds', `where ${display('x')} holds`],
  ['$$\nx\n$$ and text', `${display('x')} and text`],
])('%j has a formula', (markdown, content) => {
  expect(html(markdown)).toBe(`<p>${content}</p>`);
});

test.each([
  ['costs $5 and $10'],
  ['costs $5-$10'],
  ['from 5$ to 10$'],
  ['5$, or 10$.'],
  ['a $ b $ c'],
  ['$ x$'],
  ['only $x'],
  ['US$ and A$'],
  ['$$'],
  ['$$ $$'],
  ['$a `b$` c'],
  ['a $$ b'],
])('%j is text', (markdown) => {
  expect(html(markdown)).not.toContain('<math');
});

test('a dollar that is escaped is a dollar', () => {
  expect(html('\\$x\\$')).toBe('<p>$x$</p>');
});

test('brackets that are escaped one by one are brackets', () => {
  expect(html('\\(see\\[1] or \\[link](/a)')).toBe('<p>(see[1] or [link](/a)</p>');
  expect(html('\\[\\]')).toBe('<p>[]</p>');
});

test.each([
  ['on one line', '$$ x = y $$', 'x = y'],
  ['with a full stop', '$$x$$.', 'x.'],
  ['on several lines', '$$\nx\n= y\n$$', 'x\n= y'],
  ['that begins on the line of its mark', '$$ x\n= y $$', 'x\n= y'],
  ['in brackets', '\\[\nx\n\\]', 'x'],
  ['in brackets on one line', '\\[x\\]', 'x'],
  [
    'whose lines look like a list, a quote or an underline',
    '$$\na\n- b\n> c\n===\n$$',
    'a\n- b\n&gt; c\n===',
  ],
  ['in a fence', '```math\nx\n```', 'x'],
])('a formula %s stands by itself', (_, markdown, source) => {
  expect(html(markdown)).toBe(display(source));
});

test('a formula by itself ends a paragraph, and text goes on after it', () => {
  expect(html('so\n$$\nx\n$$\nand')).toBe(`<p>so</p>\n${display('x')}\n<p>and</p>`);
});

test('a formula stands in a list or a quote', () => {
  expect(html('1. a\n   $$\n   x\n   $$\n2. b')).toContain(`${display('x')}\n</li>`);
  expect(html('> $$\n> x\n> $$')).toBe(`<blockquote>\n${display('x')}\n</blockquote>`);
});

test.each([
  ['a blank line cuts off', '$$ is a mark\n- one\n- two\n\nText'],
  ['never ends', '$$ is a mark\n- one\n- two\n'],
  ['leaves its quote', '> $$ is a mark\n> - one\n\n- two'],
])('lines that a formula would have taken are what they are if it %s', (_, markdown) => {
  expect(html(markdown)).toContain('<li>');
  expect(html(markdown)).not.toContain('<math');
});

test('a link in such lines works, also if it was defined meanwhile', () => {
  const markdown = '[a]\n\n[a]: https://example.com\n\n$$ see [a]\n\nText';
  expect(html(markdown).match(/<a /g)).toHaveLength(2);
});

test.each([
  ['Let $x', '<p>Let <math class="open">x</math></p>'],
  ['Let $x_1 + y$', '<p>Let <math class="open">x_1 + y</math></p>'],
  ['Let $x$ b', `<p>Let ${inText('x')} b</p>`],
  ['costs $5 an', '<p>costs $5 an</p>'],
  ['Let $', '<p>Let </p>'],
  ['Let \\(x', '<p>Let <math class="open">x</math></p>'],
  ['Let \\[x', '<p>Let <math display="block" class="open">x</math></p>'],
  ['Let $$', '<p>Let </p>'],
  ['$$', ''],
  ['$$\nx', '<math display="block" class="open">x</math>'],
  ['$$\nx\n$', '<math display="block" class="open">x</math>'],
  ['\\[\nx\n\\', '<math display="block" class="open">x</math>'],
  ['$$\nx\n$$', display('x')],
  ['```math\nx', '<math display="block" class="open">x</math>'],
])('while it is written, %j is shown as %j', (markdown, shown) => {
  expect(openHtml(markdown)).toBe(shown);
});
