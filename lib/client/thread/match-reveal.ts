/** Opens a part that is closed: its text is drawn then. */
export function openPart(part: Element): void {
  part.querySelector('details:not([open])')?.setAttribute('open', '');
}

/** Asks what is folded around a match to unfold, as the browser's own search does; whether it was. */
export function unfoldAround(range: Range): boolean {
  const folded = range.startContainer.parentElement?.closest('[hidden]') ?? null;
  folded?.dispatchEvent(new Event('beforematch', { bubbles: true }));
  return folded !== null;
}

/** Scrolls all around `range`, up to `outermost`, so that the match can be seen; whether any moved. */
export function scrollToRange(range: Range, outermost: Element): boolean {
  let hasMoved = false;
  let element = range.startContainer.parentElement;
  while (element !== null) {
    const { scrollTop, scrollLeft } = element;
    if (scrolls(element)) moveInto(element, range);
    hasMoved ||= element.scrollTop !== scrollTop || element.scrollLeft !== scrollLeft;
    if (element === outermost) break;
    element = element.parentElement;
  }
  return hasMoved;
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
