import type { Extent } from '@/lib/chat/page-reading';

interface TakeOptions {
  readonly extent: Extent;
  /** Longest text, in UTF-16 code units. */
  readonly maxLength: number;
  /** What the part should be relevant to. */
  readonly question: string;
}

export interface TakenText {
  readonly text: string;
  /** Of the whole text, 0 to 1. */
  readonly share: number;
}

/** Longest piece that is taken or left as one, in UTF-16 code units. */
const PIECE_LENGTH = 1200;
const GAP = '\n\n[…]\n\n';

/** The part of `text` that is sent. Where all of it fits, `start` and `relevant` are all of it. */
export function takePart(text: string, { extent, maxLength, question }: TakeOptions): TakenText {
  if (text.length <= maxLength) return { text, share: 1 };
  const pieces = piecesOf(text);
  const order =
    extent === 'relevant' ? byRelevance(pieces, question) : pieces.map((_, index) => index);
  const taken = new Set<number>();
  let room = maxLength;
  for (const index of order) {
    const length = (pieces[index]?.length ?? 0) + GAP.length;
    if (length > room) {
      if (extent === 'relevant') continue; // a shorter one may still fit
      break;
    }
    taken.add(index);
    room -= length;
  }
  const kept = pieces.filter((_, index) => taken.has(index));
  const length = kept.reduce((sum, piece) => sum + piece.length, 0);
  return { text: joined(pieces, taken), share: length / text.length };
}

/** Paragraphs, small ones together and long ones cut at the end of a sentence or a word. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const paragraph of text.split(/(?<=\n)\n+/)) {
    for (const piece of cut(paragraph)) {
      const last = pieces.at(-1);
      if (last !== undefined && last.length + piece.length < PIECE_LENGTH) {
        pieces[pieces.length - 1] = `${last}\n${piece}`;
      } else {
        pieces.push(piece);
      }
    }
  }
  return pieces;
}

function* cut(paragraph: string): Generator<string> {
  let rest = paragraph;
  while (rest.length > PIECE_LENGTH) {
    const head = rest.slice(0, PIECE_LENGTH);
    const sentence = Math.max(
      head.lastIndexOf('. '),
      head.lastIndexOf('。'),
      head.lastIndexOf('\n'),
    );
    const end = sentence > PIECE_LENGTH / 2 ? sentence + 1 : head.lastIndexOf(' ');
    const at = end > PIECE_LENGTH / 2 ? end : PIECE_LENGTH;
    yield rest.slice(0, at);
    rest = rest.slice(at);
  }
  yield rest;
}

/** Okapi BM25 with its usual parameters: https://en.wikipedia.org/wiki/Okapi_BM25 */
const K1 = 1.2;
const B = 0.75;

/** Indexes of the pieces, best first. The first piece is worth having: it says what the page is. */
function byRelevance(pieces: readonly string[], question: string): number[] {
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

/** The pieces that were taken, in their order, with a sign where others were left out. */
function joined(pieces: readonly string[], taken: ReadonlySet<number>): string {
  const runs: string[][] = [];
  pieces.forEach((piece, index) => {
    if (!taken.has(index)) return;
    if (taken.has(index - 1)) runs.at(-1)?.push(piece);
    else runs.push([piece]);
  });
  const text = runs.map((run) => run.join('\n')).join(GAP);
  return taken.has(pieces.length - 1) ? text : `${text}${GAP.trimEnd()}`;
}
