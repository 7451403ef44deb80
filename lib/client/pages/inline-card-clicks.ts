/** Chrome tells whether something covers or fades an element; others do not. */
interface SeenEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

interface WithVisibility extends IntersectionObserverInit {
  readonly trackVisibility: true;
  /** Milliseconds; browsers take no less. */
  readonly delay: 100;
}

/**
 * Ignores clicks on `element` while the page around this frame covers it or makes it see-through:
 * who clicks there means something else.
 */
export function ignoreUnseenClicks(element: Element, signal: AbortSignal): void {
  let isSeen = false;
  const options: WithVisibility = { trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => {
    const newest: SeenEntry | undefined = entries.at(-1);
    isSeen = newest?.isVisible ?? true;
  }, options);
  observer.observe(element);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  document.addEventListener(
    'click',
    (event) => {
      if (isSeen) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    { capture: true, signal },
  );
}
