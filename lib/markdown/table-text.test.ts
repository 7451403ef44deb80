import { expect, test } from 'vitest';
import type { TableBlock } from './ast';
import { itemsFrom } from './chunked-list';
import { createMarkdownParser } from './parser';
import { tableCsv, tableMarkdown } from './table-text';

function tableIn(markdown: string): TableBlock {
  const parser = createMarkdownParser();
  parser.append(markdown);
  parser.finish();
  const table = itemsFrom(parser.blocks, 0).find((block) => block.type === 'table');
  if (table === undefined) throw new Error('There is no table');
  return table;
}

test('a table is copied as it was written, without what stands around it', () => {
  const table = '| a | **b** |\n|:--|--:|\n| 1 |\n| `x \\| y` | 2 | 3 |\n';
  expect(tableMarkdown(tableIn(`Text\n${table}\nText`))).toBe(table);
});

test('a spreadsheet gets what is read, one line for each row', () => {
  const table = tableIn(
    '| Name | Says |\n|--|--|\n| *Ann* | "hi", [she](https://a.example) said |\n| $x^2$ |',
  );
  expect(tableCsv(table)).toBe('Name,Says\r\nAnn,"""hi"", she said"\r\nx^2,\r\n');
});

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd', "'+cmd"],
  ['-2+3', "'-2+3"],
  ['-5', '-5'],
  ['+1,000.5 %', '"+1,000.5 %"'],
  ['a=b', 'a=b'],
])('the cell %j is %j there, so that none is run', (cell, text) => {
  expect(tableCsv(tableIn(`| ${cell} | b |\n|--|--|`))).toBe(`${text},b\r\n`);
});
