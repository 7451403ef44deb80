/** Where text of a message stands that a reader reads in one go. */
const TEXT_BLOCKS = 'p, h3, h4, h5, h6, pre, th, td';
/** What is said about a text: buttons, destinations, marks of hidden characters. */
const REMARKS = 'button, mark, span[dir="ltr"]:not(pre *), summary';

/** Where `pattern` is in a mounted message, as it is drawn: the ranges of each part. */
export function rangesIn(message: Element, pattern: RegExp): Range[][] {
  return partsOf(message).map((part) => {
    const blocks = [...part.querySelectorAll(TEXT_BLOCKS)];
    return (blocks.length > 0 ? blocks : [part]).flatMap((block) => rangesInBlock(block, pattern));
  });
}

/** The elements of a mounted message's parts. */
export function partsOf(message: Element): Element[] {
  return [...message.querySelectorAll('article > [dir="auto"]')];
}

/** A text node, or a line break that has none, and where it begins in the block's text. */
interface Piece {
  readonly node: Text | null;
  readonly start: number;
}

function rangesInBlock(block: Element, pattern: RegExp): Range[] {
  const pieces: Piece[] = [];
  let text = '';
  const walker = document.createTreeWalker(
    block,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    (node) =>
      node instanceof Element && node.matches(REMARKS)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) {
      pieces.push({ node, start: text.length });
      text += node.data;
    } else if (node instanceof HTMLBRElement) {
      pieces.push({ node: null, start: text.length });
      text += '\n';
    }
  }
  return [...text.matchAll(pattern)].flatMap((match) =>
    rangeAt(pieces, match.index, match.index + match[0].length),
  );
}

function rangeAt(pieces: readonly Piece[], start: number, end: number): Range[] {
  const first = pieceAt(pieces, start);
  const last = pieceAt(pieces, end - 1);
  if (!first?.node || !last?.node) return [];
  const range = document.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  return [range];
}

/** The last piece that begins at or before `offset`: a long block has thousands. */
function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}
