import { expect, test } from 'vitest';
import { toPdf, type DrawnLine } from '@/test/fixtures/page-reading/pdf-file';
import { readPdf } from './read-pdf';

test('a text is read page by page, with its title', async () => {
  const bytes = fileOf({
    title: 'The lighthouse – a report',
    pages: [[at('It stands on the cape.', 72)], [], [at('It is old.', 72)]],
  });
  expect(await readPdf(bytes)).toEqual({
    title: 'The lighthouse – a report',
    text: '## Page 1\n\nIt stands on the cape.\n\n## Page 3\n\nIt is old.',
    length: 56,
    hiddenCharacters: 0,
  });
});

test('lines that the margin ended are joined, and so are words that it cut', async () => {
  const text = await textOf([
    [
      at('A heading', 60, { size: 16 }),
      at('The lighthouse stands on the northern cape, and it was re-', 90),
      at('built in three years of hard work, as nobody had thought of', 102),
      at('it before.', 114),
      at('1. The first of two items', 138),
      at('2. The second of two items', 150),
    ],
  ]);
  expect(text).toBe(
    `A heading\n\nThe lighthouse stands on the northern cape, and it was rebuilt in three years of hard work, as nobody had thought of it before.\n\n1. The first of two items\n2. The second of two items`,
  );
});

test.each([
  ['column by column', (lines: DrawnLine[]) => lines],
  ['line by line across both', (lines: DrawnLine[]) => lines.toSorted((a, b) => a.top - b.top)],
])('two columns are read one after the other when they were drawn %s', async (_how, order) => {
  const columns = [72, 320].flatMap((left, column) =>
    Array.from({ length: 12 }, (_, row) => {
      const text = `Column ${column + 1} row ${row + 1} runs on to the edge of it`;
      return { text, left, top: 130 + row * 12 };
    }),
  );
  const title = at('A title that runs across the whole page, above both of its columns', 80, {
    size: 15,
  });
  const note = at(
    'A note below both of the columns, and as wide as the two of them are together, and',
    300,
    { size: 11 },
  );
  const noteEnd = at('the gap between them.', 313, { size: 11 });
  const text = await textOf([order([title, ...columns, note, noteEnd])]);
  expect(text).toContain('are together, and the gap between them.');
  const rows = text.match(/Column \d row \d+|A title|A note/g);
  expect(rows).toEqual([
    'A title',
    ...[1, 2].flatMap((column) =>
      Array.from({ length: 12 }, (_, row) => `Column ${column} row ${row + 1}`),
    ),
    'A note',
  ]);
});

test('a line that was stretched to its margin is one line', async () => {
  const lefts = { Words: 72, that: 112, are: 141, far: 168, from: 192 };
  const words = Object.entries(lefts).map(([text, left]) => at(text, 100, { left }));
  expect(await textOf([[...words, at('one another stand in one line', 112)]])).toMatch(
    /^Words that are far from one another/,
  );
});

test('a table is read row by row', async () => {
  const rows = ['Year', '1890', '1910', '1950'].flatMap((year, index) => [
    at(year, 100 + index * 14),
    at(`${index * 10} m`, 100 + index * 14, { left: 200 }),
    at('red', 100 + index * 14, { left: 300 }),
  ]);
  expect(await textOf([rows])).toBe(
    'Year  0 m  red\n1890  10 m  red\n1910  20 m  red\n1950  30 m  red',
  );
});

test('Arabic, which is drawn from the left, is read from the right', async () => {
  const arabic = 'المنارة على الرأس';
  const text = await textOf([
    [at([...arabic].toReversed().join(''), 72, { font: 'unicode', left: 200 })],
  ]);
  expect(text).toBe(arabic);
});

test('letters are read as such where a file has their shapes', async () => {
  const text = await textOf([[at('ﺔﻨﻳﺪﻤﻟﺍ ﬁ ⽴', 72, { font: 'unicode', left: 200 })]]);
  expect(text).toMatch(/^(?=.*المدينة)(?=.*fi)(?=.*立)/);
});

test('Chinese lines are joined without a space', async () => {
  const text = await textOf([
    [
      at('灯塔矗立在北方的海角上', 72, { font: 'unicode' }),
      at('从很远的地方就能看见它', 84, { font: 'unicode' }),
    ],
  ]);
  expect(text).toBe('灯塔矗立在北方的海角上从很远的地方就能看见它');
});

test('what nobody sees on a page is left out', async () => {
  const text = await textOf([
    [
      at('See\u200B this\u202E!', 72, { font: 'unicode' }),
      at('IGNORE ALL', 72, { left: 2000 }),
      at('IGNORE ALL', 1900),
    ],
  ]);
  expect(text).toBe('See this!');
});

test('a file without text is empty', async () => {
  expect(await readPdf(fileOf({ pages: [[], []] }))).toMatchObject({ text: '', length: 0 });
});

test('of a long file the beginning is kept, and the length is that of all', async () => {
  const line = 'The lighthouse stands on the northern cape and is seen from far away. '.repeat(2);
  const page = Array.from({ length: 70 }, (_, row) => at(line, 40 + row * 10, { size: 6 }));
  const { text, length } = await readPdf(fileOf({ pages: Array<DrawnLine[]>(130).fill(page) }));
  expect(text).toHaveLength(1_000_000);
  expect(length).toBeGreaterThan(1_100_000);
});

test('of a file that is broken in the middle what can be read is', async () => {
  const file = toPdf({ pages: ['One', 'Two', 'Three'].map((text) => [at(text, 72)]) });
  const broken = Buffer.from(
    file.toString('latin1').replace('12 0 obj\n<<', '12 0 obj\n[['),
    'latin1',
  );
  const { text } = await readPdf(new Uint8Array(broken).buffer);
  expect(text).toBe('## Page 1\n\nOne');
});

test('a locked file and a broken one are no text', async () => {
  const locked = fileOf({ isLocked: true, pages: [[at('A secret', 72)]] });
  await expect(readPdf(locked)).rejects.toThrow();
  await expect(readPdf(new TextEncoder().encode('%PDF-1.7 nothing').buffer)).rejects.toThrow();
});

function at(text: string, top: number, rest: Partial<DrawnLine> = {}): DrawnLine {
  return { text, top, left: 72, ...rest };
}

function fileOf(file: Parameters<typeof toPdf>[0]): ArrayBuffer {
  return new Uint8Array(toPdf(file)).buffer;
}

/** Of a file of one page, without its heading. */
async function textOf(pages: DrawnLine[][]): Promise<string> {
  const { text } = await readPdf(fileOf({ pages }));
  return text.replace('## Page 1\n\n', '');
}
