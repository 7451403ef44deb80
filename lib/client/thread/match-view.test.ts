// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messageIdSchema } from '@/lib/chat/ids';
import { MatchView } from './match-view';

const messageId = messageIdSchema.parse('m');

beforeEach(() => {
  vi.stubGlobal('CSS', { highlights: new Map() });
  vi.stubGlobal('Highlight', Set);
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
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
  await vi.waitFor(() => expect(marked('find')).toEqual(['Cache', 'cache', 'CACHE']));
  expect(marked('find-current')).toEqual(['cache']);
  view.clear();
  expect([marked('find'), marked('find-current')]).toEqual([[], []]);
});

test('marks follow where coloured tokens take the place of plain code', async () => {
  const { view, part } = draw('<pre>let a; let b;</pre>');
  view.show({ pattern: /let b/giu, current: { ...second, nth: 0 } });
  await vi.waitFor(() => expect(marked('find-current')).toEqual(['let b']));
  part.innerHTML = '<pre><span>let</span> <i>a</i>; <span>let</span> <i>b</i>;</pre>';
  const isInDocument = () =>
    [...(CSS.highlights.get('find-current') ?? [])].every(
      (range) => range instanceof Range && part.contains(range.endContainer),
    );
  await vi.waitFor(() => expect(isInDocument()).toBe(true));
  expect(marked('find-current')).toEqual(['let b']);
});

test('going to a match unfolds what is folded around it', async () => {
  const { view, part } = draw('<pre><i hidden="until-found">let a;</i></pre>');
  const unfold = vi.fn(() => part.querySelector('i')?.removeAttribute('hidden'));
  part.addEventListener('beforematch', unfold);
  view.show({ pattern: /let/giu, current: null });
  await vi.waitFor(() => expect(marked('find')).toEqual(['let']));
  expect(unfold).not.toHaveBeenCalled();
  view.show({ pattern: /let/giu, current: { ...second, nth: 0 } });
  await vi.waitFor(() => expect(unfold).toHaveBeenCalledOnce());
});

test('going to a match in a closed part opens it once; its reader may close it', async () => {
  const { view, part } = draw('<details><summary>Reasoning</summary></details>');
  const details = part.querySelector('details');
  view.show({ pattern: /thought/giu, current: { ...second, nth: 0 } });
  await vi.waitFor(() => expect(details?.open).toBe(true));
  details?.insertAdjacentHTML('beforeend', '<p>a thought</p>');
  await vi.waitFor(() => expect(marked('find-current')).toEqual(['thought']));
  await framesToSettle();
  details?.removeAttribute('open');
  details?.querySelector('p')?.remove();
  await vi.waitFor(() => expect(marked('find-current')).toEqual([]));
  expect(details?.open).toBe(false);
});

test('while a part is drawn in slices, no other match is taken for the current one', async () => {
  const { view, part } = draw('<div data-markdown aria-busy="true"><p>cache</p></div>');
  view.show({ pattern: /cache/giu, current: second });
  await vi.waitFor(() => expect(marked('find')).toEqual(['cache']));
  expect(marked('find-current')).toEqual([]);
  part.firstElementChild?.insertAdjacentHTML('beforeend', '<p>a later cache</p>');
  await vi.waitFor(() => expect(marked('find-current')).toEqual(['cache']));
});

test('while a group in the middle waits to be drawn, the matches after it are not counted', async () => {
  const { view, part } = draw(
    '<div data-markdown aria-busy="true"><p>cache</p><i data-chunk="waiting"></i><p>the last cache</p></div>',
  );
  view.show({ pattern: /cache/giu, current: second });
  await vi.waitFor(() => expect(marked('find')).toEqual(['cache', 'cache']));
  expect(marked('find-current')).toEqual([]);
  const waiting = part.querySelector('i');
  waiting?.removeAttribute('data-chunk');
  waiting?.insertAdjacentHTML('beforeend', '<p>its cache</p>');
  await vi.waitFor(() => expect(marked('find-current')).toEqual(['cache']));
  const [range] = CSS.highlights.get('find-current') ?? [];
  expect(range instanceof Range && range.startContainer.textContent).toBe('its cache');
});

async function framesToSettle(): Promise<void> {
  for (let frame = 0; frame < 8; frame += 1) await new Promise(requestAnimationFrame);
}
