// @vitest-environment happy-dom
import { waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from '@/lib/schema';
import { messageIdSchema } from '@/lib/chat/ids';
import { MatchView } from './match-view';

const messageId = z.parse(messageIdSchema, 'm');

beforeEach(() => {
  vi.stubGlobal('CSS', { highlights: new Map() });
  vi.stubGlobal('Highlight', Set);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A thread with one message of one part. */
function draw(html: string) {
  document.body.innerHTML = `<div id="scroller"><div id="content">
    <div data-message="m"><article><div dir="auto">${html}</div></article></div>
  </div></div>`;
  const scroller = document.querySelector<HTMLElement>('#scroller');
  const content = document.querySelector<HTMLElement>('#content');
  const part = document.querySelector<HTMLElement>('[dir]');
  if (scroller === null || content === null || part === null) throw new Error('Nothing drawn');
  const thread = {
    elements: { scroller, content },
    rowOf: () => content.querySelector('[data-message]'),
    goTo: () => {},
    stay: () => {},
  };
  return { view: new MatchView(thread), part };
}

function marked(name: 'find' | 'find-current'): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map(String);
}

const second = { messageId, part: 0, nth: 1 };

test('every match is marked, and the current one apart', async () => {
  const { view } = draw('<p>Cache, cache and CACHE</p>');
  view.show({ pattern: /cache/giu, current: second });
  await waitFor(() => expect(marked('find')).toEqual(['Cache', 'cache', 'CACHE']));
  expect(marked('find-current')).toEqual(['cache']);
  view.clear();
  expect([marked('find'), marked('find-current')]).toEqual([[], []]);
});

test('marks follow where coloured tokens take the place of plain code', async () => {
  const { view, part } = draw('<pre>let a; let b;</pre>');
  view.show({ pattern: /let b/giu, current: { ...second, nth: 0 } });
  await waitFor(() => expect(marked('find-current')).toEqual(['let b']));
  part.innerHTML = '<pre><span>let</span> <i>a</i>; <span>let</span> <i>b</i>;</pre>';
  const isInDocument = () =>
    [...(CSS.highlights.get('find-current') ?? [])].every(
      (range) => range instanceof Range && part.contains(range.endContainer),
    );
  await waitFor(() => expect(isInDocument()).toBe(true));
  expect(marked('find-current')).toEqual(['let b']);
});

test('going to a match unfolds what is folded around it', async () => {
  const { view, part } = draw('<pre><i hidden="until-found">let a;</i></pre>');
  const unfold = vi.fn(() => part.querySelector('i')?.removeAttribute('hidden'));
  part.addEventListener('beforematch', unfold);
  view.show({ pattern: /let/giu, current: null });
  await waitFor(() => expect(marked('find')).toEqual(['let']));
  expect(unfold).not.toHaveBeenCalled();
  view.show({ pattern: /let/giu, current: { ...second, nth: 0 } });
  await waitFor(() => expect(unfold).toHaveBeenCalledOnce());
});

test('going to a match in a closed part opens it once; its reader may close it', async () => {
  const { view, part } = draw('<details><summary>Reasoning</summary></details>');
  const details = part.querySelector('details');
  view.show({ pattern: /thought/giu, current: { ...second, nth: 0 } });
  await waitFor(() => expect(details?.open).toBe(true));
  details?.insertAdjacentHTML('beforeend', '<p>a thought</p>');
  await waitFor(() => expect(marked('find-current')).toEqual(['thought']));
  document.dispatchEvent(new Event('pointerdown'));
  details?.removeAttribute('open');
  details?.querySelector('p')?.remove();
  await waitFor(() => expect(marked('find-current')).toEqual([]));
  expect(details?.open).toBe(false);
});

test('while a part is drawn in slices, no other match is taken for the current one', async () => {
  const { view, part } = draw('<div data-markdown aria-busy="true"><p>cache</p></div>');
  view.show({ pattern: /cache/giu, current: second });
  await waitFor(() => expect(marked('find')).toEqual(['cache']));
  expect(marked('find-current')).toEqual([]);
  part.firstElementChild?.insertAdjacentHTML('beforeend', '<p>a later cache</p>');
  await waitFor(() => expect(marked('find-current')).toEqual(['cache']));
});

test('while a group in the middle waits to be drawn, the matches after it are not counted', async () => {
  const { view, part } = draw(
    '<div data-markdown aria-busy="true"><p>cache</p><i data-chunk="waiting"></i><p>the last cache</p></div>',
  );
  view.show({ pattern: /cache/giu, current: second });
  await waitFor(() => expect(marked('find')).toEqual(['cache', 'cache']));
  expect(marked('find-current')).toEqual([]);
  const waiting = part.querySelector('i');
  waiting?.removeAttribute('data-chunk');
  waiting?.insertAdjacentHTML('beforeend', '<p>its cache</p>');
  await waitFor(() => expect(marked('find-current')).toEqual(['cache']));
  const [range] = CSS.highlights.get('find-current') ?? [];
  expect(range instanceof Range && range.startContainer.textContent).toBe('its cache');
});

test('a match that something pushed away is brought back, until the reader goes elsewhere', async () => {
  const { view, part } = draw('<p>cache</p>');
  const scroller = document.querySelector<HTMLElement>('#scroller');
  if (scroller === null) throw new Error('Nothing drawn');
  let top = 500; // of the match, before anything is scrolled
  vi.spyOn(scroller, 'scrollHeight', 'get').mockReturnValue(1000);
  vi.spyOn(scroller, 'clientHeight', 'get').mockReturnValue(100);
  vi.spyOn(scroller, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, 0, 100, 100));
  vi.spyOn(Range.prototype, 'getBoundingClientRect').mockImplementation(
    () => new DOMRect(0, top - scroller.scrollTop, 10, 10),
  );
  view.show({ pattern: /cache/giu, current: { ...second, nth: 0 } });
  await waitFor(() => expect(scroller.scrollTop).toBe(455));
  top = 700;
  scroller.dispatchEvent(new Event('scroll'));
  await waitFor(() => expect(scroller.scrollTop).toBe(655));
  document.dispatchEvent(new Event('wheel'));
  top = 900;
  part.append('and more');
  await waitFor(() => expect(marked('find')).toEqual(['cache']));
  expect(scroller.scrollTop).toBe(655);
});
