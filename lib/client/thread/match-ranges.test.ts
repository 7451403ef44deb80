// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { patternOf } from './find';
import { rangesIn } from './match-ranges';

afterEach(() => document.body.replaceChildren());

/** A message as the thread draws it, of parts. */
function draw(...parts: readonly string[]): Element {
  const article = document.createElement('article');
  for (const html of parts) {
    const part = document.createElement('div');
    part.dir = 'auto';
    part.innerHTML = html;
    article.append(part);
  }
  const row = document.createElement('div');
  row.append(article);
  document.body.append(row);
  return row;
}

function find(query: string, message: Element): string[][] {
  const pattern = patternOf(query);
  if (pattern === null) return [];
  return rangesIn(message, pattern).map((ranges) => ranges.map(String));
}

test('a match may go through marks, and through the colours of code', () => {
  const message = draw(
    '<p>A <strong>bold</strong> claim</p>',
    '<pre><code><span>const</span> <span>answer</span> = 1;\n<span>const</span> other</code></pre>',
  );
  expect(find('bold claim', message)).toEqual([['bold claim'], []]);
  expect(find('const answer', message)).toEqual([[], ['const answer']]);
  expect(find('1; const', message)).toEqual([[], ['1;\nconst']]);
});

test('no match goes from one paragraph or cell into the next', () => {
  const message = draw('<p>one</p><p>two</p><table><tr><td>one</td><td>two</td></tr></table>');
  expect(find('one two', message)).toEqual([[]]);
  expect(find('two', message)).toEqual([['two', 'two']]);
});

test('a line break is white space', () => {
  const [[range] = []] = rangesIn(draw('<p>one<br>two</p>'), /one\s+two/giu);
  expect(range?.startContainer.textContent).toBe('one');
  expect(range?.endContainer.textContent).toBe('two');
});

test('what is said about a text is not searched: buttons, hidden marks, how long somebody thought', () => {
  const message = draw(
    '<details><summary>Thought for copy</summary></details>',
    '<p>copy<mark dir="ltr">copy</mark></p><button>copy</button>',
    'copy',
  );
  expect(find('copy', message)).toEqual([[], ['copy'], ['copy']]);
});

test('thoughts are searched while they are open', () => {
  const message = draw('<details open><summary>Reasoning</summary><p>a thought</p></details>');
  expect(find('thought', message)).toEqual([['thought']]);
});

test('a match is where it is, however many pieces its block has', () => {
  const words = Array.from({ length: 1000 }, (_, index) => `<span>w${index}</span> `);
  const message = draw(`<pre>${words.join('')}</pre>`);
  expect(find('w998 w999', message)).toEqual([['w998 w999']]);
  expect(find('w0', message)).toEqual([['w0']]);
});
