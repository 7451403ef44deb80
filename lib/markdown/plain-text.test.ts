import { expect, test } from 'vitest';
import { plainTexts } from './plain-text';

test('the text of a reply is what is read, without the marks', () => {
  expect(
    plainTexts('# A *title*\n\nSome **bold** `code`\nand a [link](https://example.org/).\n'),
  ).toEqual(['A title', 'Some bold code\nand a link.']);
});

test('each item, cell and block of code has a text of its own', () => {
  const markdown =
    '- one\n- two\n\n  > three\n\n| a | b |\n| - | - |\n| c | d |\n\n```js\nx();\ny();\n```\n';
  expect(plainTexts(markdown)).toEqual(['one', 'two', 'three', 'a', 'b', 'c', 'd', 'x();\ny();\n']);
});
