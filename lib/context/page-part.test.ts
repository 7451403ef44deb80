import { expect, test } from 'vitest';
import { toPagePart } from './page-part';

const page = {
  title: 'A page',
  url: 'https://site.example/',
  text: 'A sentence about cats. '.repeat(1000),
  length: 46_000,
  hiddenCharacters: 3,
};

test('a part says how much of the whole page it is, not only of what was read', () => {
  const whole = toPagePart(page, { source: 'page', maxLength: Infinity });
  expect(whole).toEqual({
    type: 'context',
    source: 'page',
    title: 'A page',
    url: 'https://site.example/',
    text: page.text,
    share: 0.5,
    hiddenCharacters: 3,
  });
  const start = toPagePart(page, { source: 'page', maxLength: 2300 });
  expect(start.share).toBeCloseTo(0.05, 1);
});

test('a page without text is there as a whole', () => {
  const empty = { ...page, text: '', length: 0 };
  expect(toPagePart(empty, { source: 'page' }).share).toBe(1);
});
