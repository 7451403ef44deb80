/** Where text of a message stands that a reader reads in one go. */
const TEXT_BLOCKS = 'p, h3, h4, h5, h6, pre, th, td';
/** What is said about a text: buttons, destinations, marks of hidden characters. */
const REMARKS = 'button, mark, span[dir="ltr"]:not(pre *), summary';

/** Where `pattern` is in a mounted message, as it is drawn. */
export function rangesIn(message: Element, pattern: RegExp): Range[] {
  const roots = [...message.querySelectorAll('article > [dir="auto"]')];
  return roots.flatMap((root) => {
    const blocks = [...root.querySelectorAll(TEXT_BLOCKS)];
    return (blocks.length > 0 ? blocks : [root])
      .filter((block) => block.closest('details') === null)
      .flatMap((block) => rangesInBlock(block, pattern));
  });
}

/** Scrolls every scroller around `range`, up to `outermost`, so that the match can be seen. */
export function scrollToRange(range: Range, outermost: Element): void {
  let element = range.startContainer.parentElement;
  while (element !== null) {
    if (scrolls(element)) moveInto(element, range);
    if (element === outermost) return;
    element = element.parentElement;
  }
}

function scrolls({ scrollHeight, clientHeight, scrollWidth, clientWidth }: Element): boolean {
  return scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1;
}

/** Nothing moves while the match is well within; else it comes to stand in the middle. */
function moveInto(scroller: Element, range: Range): void {
  const match = range.getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  if (match.top < view.top + match.height || match.bottom > view.bottom - match.height) {
    scroller.scrollTop += (match.top + match.bottom - view.top - view.bottom) / 2;
  }
  if (match.left < view.left || match.right > view.right) {
    scroller.scrollLeft += (match.left + match.right - view.left - view.right) / 2;
  }
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
  const first = pieces.findLast((piece) => piece.start <= start);
  const last = pieces.findLast((piece) => piece.start < end);
  if (!first?.node || !last?.node) return [];
  const range = document.createRange();
  range.setStart(first.node, start - first.start);
  range.setEnd(last.node, end - last.start);
  return [range];
}
