/** Okapi BM25 with its usual parameters: https://en.wikipedia.org/wiki/Okapi_BM25 */
const K1 = 1.2;
const B = 0.75;

/**
 * Ranks pieces of a page by what they have of the question's words. The first piece is worth having
 * in any case: it says what the page is.
 */
export function byRelevance(pieces: readonly string[], question: string): number[] {
  const wanted = new Set(wordsOf(question));
  const counted = pieces.map((piece) => countOf(wordsOf(piece)));
  const averageLength = counted.reduce((sum, { length }) => sum + length, 0) / pieces.length;
  const scores = counted.map(({ counts, length }, index) => {
    let score = index === 0 ? 1 : 0;
    for (const word of wanted) {
      const frequency = counts.get(word) ?? 0;
      const holders = counted.filter((each) => each.counts.has(word)).length;
      const rarity = Math.log(1 + (pieces.length - holders + 0.5) / (holders + 0.5));
      const norm = K1 * (1 - B + (B * length) / averageLength);
      score += (rarity * frequency * (K1 + 1)) / (frequency + norm);
    }
    return score;
  });
  return pieces
    .map((_, index) => index)
    .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

function wordsOf(text: string): string[] {
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}

function countOf(words: readonly string[]): { counts: Map<string, number>; length: number } {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, length: words.length };
}
