import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byRelevance } from './relevance';
import { takePart, type Ranking } from './take';

const paragraphs = Array.from(
  { length: 60 },
  (_, index) => `Paragraph ${index}. ${'Nothing of note happens here. '.repeat(20)}`,
);
paragraphs[41] = `The zebra finch sings at dawn. ${'It learns its song from its father. '.repeat(15)}`;
const page = paragraphs.join('\n\n');

test('what fits is taken whole', () => {
  expect(takePart('Short.', { maxLength: 100, rank: about('x') })).toEqual({
    text: 'Short.',
    share: 1,
  });
});

test('the start is the start', () => {
  const { text, share } = takePart(page, { maxLength: 5000 });
  expect(text.startsWith('Paragraph 0.')).toBe(true);
  expect(text).not.toContain('zebra');
  expect(text.endsWith('[…]')).toBe(true);
  expect(share).toBeCloseTo(5000 / page.length, 1);
});

test('the relevant part has what the question is about, and the beginning', () => {
  const rank = about('How does a zebra finch learn its song?');
  const { text, share } = takePart(page, { maxLength: 5000, rank });
  expect(text).toContain('The zebra finch sings at dawn.');
  expect(text.startsWith('Paragraph 0.')).toBe(true);
  expect(share).toBeLessThan(0.2);
});

test('no part is longer than it may be, and its order is that of the page', () => {
  const text = fc.array(fc.string({ maxLength: 3000 })).map((all) => all.join('\n\n'));
  fc.assert(
    fc.property(
      text,
      fc.nat(5000),
      fc.constantFrom(undefined, about('a b')),
      (whole, maxLength, rank) => {
        const { text: part, share } = takePart(whole, { maxLength, rank });
        expect(part.length).toBeLessThanOrEqual(Math.max(maxLength, 5));
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      },
    ),
  );
});

function about(question: string): Ranking {
  return (pieces) => byRelevance(pieces, question);
}
