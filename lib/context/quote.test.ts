import { expect, test } from 'vitest';
import { partOfQuote } from './part-of-quote';
import { quoteOfPart } from './quote';

test('what was sent of a page is sent again as it was', () => {
  const part = {
    type: 'context',
    source: 'page',
    title: 'A page',
    url: 'https://site.example/',
    text: 'A sentence about cats. '.repeat(100),
    share: 0.25,
    hiddenCharacters: 3,
  } as const;
  expect(partOfQuote(quoteOfPart(part), 'Another question')).toEqual(part);
});

test('a part that fits the question is taken anew with each question', () => {
  const text = Array.from({ length: 80 }, (_, index) =>
    index === 60 ? 'The zebra finch sings at dawn.' : 'Nothing of note happens here. '.repeat(30),
  ).join('\n\n');
  const page = { title: '', url: '', text, length: text.length, hiddenCharacters: 0 };
  const quote = { source: 'page', page, extent: 'relevant' } as const;
  expect(partOfQuote(quote, 'When does the zebra finch sing?').text).toContain('zebra finch');
  expect(partOfQuote(quote, 'Nothing?').text).not.toContain('zebra finch');
});
