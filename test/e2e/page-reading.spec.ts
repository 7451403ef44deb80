import { expect, test } from '@playwright/test';
import { openReaderPage, type ReaderPage } from '@/scripts/browser/reader-page';
import { HIDDEN_TEXTS } from '../fixtures/page-reading/hidden-texts';

let reader: ReaderPage;
test.beforeAll(async () => {
  reader = await openReaderPage();
});
test.afterAll(async () => reader[Symbol.asyncDispose]());

const SENTENCES = 'The lighthouse stands on the northern cape and is seen from far away. ';
const article = (inner: string, style = '') =>
  `<!doctype html><title>The cape</title><style>${style}</style><body><nav>Home Shop Login</nav>
  <article><h1>The cape</h1><p>${SENTENCES.repeat(8)}</p>${inner}<p>${SENTENCES.repeat(8)}</p>
  </article><footer>Imprint</footer>`;

test('an article is read with its headings, lists, tables and code, and without what is around it', async () => {
  const { title, url, text } = await reader.read(
    article(`<h2>Facts</h2><ul><li>It is old.</li><li>It is <b>red</b>.</li></ul>
      <table><tr><th>Year</th><th>Height</th></tr><tr><td>1890</td><td>30 m</td></tr></table>
      <pre><code class="language-js">const light = true;\nif (light) blink();</code></pre>
      <p>More at <a href="https://site.example/more">the harbour</a>.</p>`),
  );
  expect({ title, url }).toEqual({
    title: 'The cape',
    url: 'https://site.example/folder/page.html',
  });
  expect(text).toContain('## Facts');
  expect(text).toMatch(/-\s+It is old\.\n-\s+It is \*\*red\*\*\./);
  expect(text).toContain('| Year | Height |\n| --- | --- |\n| 1890 | 30 m |');
  expect(text).toMatch(/```(?:js)?\nconst light = true;\nif \(light\) blink\(\);\n```/);
  expect(text).toContain('More at the harbour.');
  expect(text).not.toContain('Imprint');
});

test('what a reader of the page cannot see is left out, and counted', async () => {
  const missed: string[] = [];
  for (const { name, html, style } of HIDDEN_TEXTS) {
    const { text, hiddenCharacters } = await reader.read(article(html, style));
    expect(text, name).toContain('The lighthouse stands on the northern cape');
    if (text.replaceAll(/[^a-z]/gi, '').includes('IGNOREALL') || hiddenCharacters === 0) {
      missed.push(name);
    }
  }
  expect(missed).toEqual([]);
  expect(HIDDEN_TEXTS.length).toBeGreaterThanOrEqual(60);
});

test('what can be seen, or unfolded, is not taken for hidden', async () => {
  const { text, hiddenCharacters } = await reader.read(
    article(`<details><summary>More</summary><p>It was built in three years of hard work.</p></details>
      <p style="color: #888">Grey, but there.</p><p style="opacity: 0.6">Pale, but there.</p>
      <div style="block-size: 20px; overflow: auto"><p>Below the edge of a box that scrolls.</p></div>`),
  );
  expect(text).toContain('It was built in three years of hard work.');
  expect(text).toContain('Grey, but there.');
  expect(text).toContain('Pale, but there.');
  expect(text).toContain('Below the edge of a box that scrolls.');
  expect(hiddenCharacters).toBe(0);
});

test('what a user typed is never read', async () => {
  const canary = 'CANARY-4711';
  const kinds = ['text', 'password', 'email', 'tel', 'search', 'number', 'hidden', 'url', 'date'];
  const inputs = kinds.map((type) => `<input type="${type}" value="${canary}" aria-label="x">`);
  const { text } = await reader.read(
    article(`<form>${inputs.join('')}<textarea>${canary}</textarea>
      <select><option selected>${canary}</option></select></form>
      <div contenteditable>${canary}</div>`),
  );
  expect(text).not.toContain(canary);
});

test('a page without an article is read as a whole', async () => {
  const { text } = await reader.read('<title>List</title><ul><li>One</li><li>Two</li></ul>');
  expect(text).toMatch(/-\s+One\n-\s+Two/);
});

test('a page of too many elements is read as plain text', async () => {
  const rows = Array.from({ length: 45_000 }, (_, index) => `<i>row ${index}</i>`).join('\n');
  const { text } = await reader.read(`<body>${rows}<b style="display:none">IGNORE ALL</b>`);
  expect(text.startsWith('row 0\nrow 1\nrow 2')).toBe(true);
  expect(text).not.toContain('IGNORE ALL');
});
