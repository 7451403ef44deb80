/** Which pieces are wanted most: their indexes, best first. */
export type Ranking = (pieces: readonly string[]) => readonly number[];

interface TakeOptions {
  /** Longest text, in UTF-16 code units. */
  readonly maxLength: number;
  /** Where it is missing, the start is taken. */
  readonly rank?: Ranking | undefined;
}

export interface TakenText {
  readonly text: string;
  /** Of the whole text, 0 to 1. */
  readonly share: number;
}

/** Longest piece that is taken or left as one, in UTF-16 code units. */
const PIECE_LENGTH = 1200;
const GAP = '\n\n[…]\n\n';

/** The part of `text` that is sent: all of it, where all of it fits. */
export function takePart(text: string, { maxLength, rank }: TakeOptions): TakenText {
  if (text.length <= maxLength) return { text, share: 1 };
  const pieces = piecesOf(text);
  const order = rank?.(pieces) ?? pieces.keys();
  const taken = new Set<number>();
  let room = maxLength;
  for (const index of order) {
    const length = (pieces[index]?.length ?? 0) + GAP.length;
    if (length > room) {
      if (rank) continue; // a shorter one may still fit
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
