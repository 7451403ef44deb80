// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { loadEntities } from '@/lib/markdown/entities';
import { speakEnglish } from '@/lib/client/testing';
import { MATH_ELEMENT_NAMES } from '@/lib/math/math-tree';
import { cut, pieceLengths, reply, wildMarkdown } from '@/test/fixtures/markdown/replies';
import { Markdown } from './markdown';

beforeAll(loadEntities);

beforeEach(speakEnglish);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function draw(text: string): Element {
  return render(<Markdown text={text} isStreaming={false} />).container;
}

function blocksOf(container: Element): Element[] {
  return [...container.querySelectorAll('[data-markdown] > [data-chunk] > *')];
}

/** All that is to be drawn fits into the time there is. */
function takeNoTime(): void {
  vi.spyOn(performance, 'now').mockReturnValue(0);
}

/** Each step takes longer than there is time in a frame. */
function takeLong(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
}

test('a reply that streamed looks like one that came whole', () => {
  takeNoTime();
  fc.assert(
    fc.property(fc.oneof(reply, wildMarkdown), pieceLengths, (text, lengths) => {
      cleanup(); // of a try that failed, too
      const { container, rerender } = render(<Markdown text="" isStreaming />);
      let shown = '';
      for (const piece of cut(text, lengths)) {
        shown += piece;
        rerender(<Markdown text={shown} isStreaming />);
      }
      rerender(<Markdown text={text} isStreaming={false} />);
      expect(container.innerHTML).toBe(draw(text).innerHTML);
    }),
    { numRuns: 60 },
  );
});

test('the elements of finished blocks are never touched again', async () => {
  const finished =
    '# Title\n\nText with **marks**.\n\n- one\n- two\n\n```js\ncode\n```\n\n| a |\n|---|\n| 1 |\n\n';
  const { container, rerender } = render(<Markdown text={finished} isStreaming />);
  const elements = blocksOf(container);
  expect(elements).toHaveLength(5);
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  const options = { subtree: true, childList: true, attributes: true, characterData: true };
  for (const element of elements) observer.observe(element, options);

  let text = finished;
  for (const piece of cut('More **text** and\n\n- a list\n- of items\n\nThe end.', [3])) {
    text += piece;
    rerender(<Markdown text={text} isStreaming />);
  }
  rerender(<Markdown text={text} isStreaming={false} />);
  await Promise.resolve();

  expect(changes).toEqual([]);
  expect(blocksOf(container).slice(0, 5)).toEqual(elements);
  observer.disconnect();
});

test.each([
  ['item', '- item\n', 'li'],
  ['row', '| cell |\n', 'tr'],
])('one more %s at the end of a long block leaves the others alone', (_, line, tag) => {
  const start = tag === 'tr' ? '| a |\n|---|\n' : '';
  const { container, rerender } = render(<Markdown text={start + line.repeat(300)} isStreaming />);
  const before = [...container.querySelectorAll(tag)];
  rerender(<Markdown text={start + line.repeat(301)} isStreaming />);
  const after = [...container.querySelectorAll(tag)];
  expect(after.length).toBe(before.length + 1);
  before.forEach((element, index) => expect(after[index]).toBe(element));
});

test('long code is drawn in groups of lines that are never touched again', () => {
  const text = `\`\`\`\n${'const answer = 42;\n'.repeat(1000)}`;
  const { container, rerender } = render(<Markdown text={text} isStreaming />);
  const before = [...(container.querySelector('code')?.children ?? [])];
  expect(before.length).toBeGreaterThan(8);
  rerender(<Markdown text={`${text}const more = 1;\n`} isStreaming />);
  const after = [...(container.querySelector('code')?.children ?? [])];
  before.forEach((element, index) => expect(after[index]).toBe(element));
  expect(container.querySelector('code')?.textContent).toContain('const more = 1;\n');
});

test('text that is not a continuation is drawn anew', () => {
  const { container, rerender } = render(<Markdown text="First *try*" isStreaming />);
  rerender(<Markdown text="Second" isStreaming />);
  expect(container.textContent).toBe('Second');
  rerender(<Markdown text="Second" isStreaming={false} />);
  rerender(<Markdown text="Second and more" isStreaming />);
  expect(container.textContent).toBe('Second and more');
});

/** Frames that come when the test says so, as in a page that was hidden. */
function stubFrames() {
  const waiting: FrameRequestCallback[] = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) =>
    waiting.push(callback),
  );
  async function next(): Promise<void> {
    await act(() => {
      waiting.splice(0).forEach((callback) => callback(performance.now()));
    });
    await act(() => new Promise((resolve) => setTimeout(resolve))); // what is done after the frame
  }
  return {
    next,
    untilDrawn: async (container: Element) => {
      for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
        if (container.querySelector('[aria-busy="true"]') === null) return;
        await next();
      }
      throw new Error('It is not drawn yet');
    },
  };
}

const MOST_FRAMES = 200;

const LONG = Array.from({ length: 1000 }, (_, index) => `- item ${index} **of** many\n`).join('');

test('a long reply that comes at once is drawn over many frames, and then it is whole', async () => {
  const frames = stubFrames();
  takeLong();
  const { container } = render(<Markdown text={LONG} isStreaming={false} />);
  const markdown = container.querySelector('[data-markdown]');
  const counts = [container.querySelectorAll('li').length];
  expect(markdown?.getAttribute('aria-busy')).toBe('true');
  while (markdown?.hasAttribute('aria-busy') === true && counts.length < 40) {
    await frames.next();
    counts.push(container.querySelectorAll('li').length);
  }
  expect(counts.length).toBeGreaterThan(3);
  expect(counts.length).toBeLessThan(40);
  expect(counts.toSorted((a, b) => a - b)).toEqual(counts);
  const { container: streamed, rerender } = render(<Markdown text="" isStreaming />);
  for (let end = 3000; end < LONG.length; end += 3000) {
    rerender(<Markdown text={LONG.slice(0, end)} isStreaming />);
    await frames.next();
  }
  rerender(<Markdown text={LONG} isStreaming={false} />);
  for (let frame = 0; frame < 40; frame += 1) await frames.next();
  expect(container.innerHTML).toBe(streamed.innerHTML);
});

const PARTS = Array.from(
  { length: 600 },
  (_, index) => `## Part ${index}\n\nSome *text* in it.\n\n- one\n- two\n\n`,
).join('');

test.each([
  ['blocks', PARTS],
  ['items of one list', LONG],
  ['rows of one table', `| a |\n|---|\n${'| *cell* |\n'.repeat(3000)}`],
])('of many %s the end is drawn first, and all of them in the end', async (_, text) => {
  const frames = stubFrames();
  takeLong();
  const { container, rerender } = render(<Markdown text={text.slice(0, 100)} isStreaming />);
  rerender(<Markdown text={`${text}The end.\n`} isStreaming />);
  const waiting = () => container.querySelectorAll('[data-chunk="waiting"]');
  let most = 0;
  while (!container.textContent.includes('The end.')) {
    await frames.next();
    most = Math.max(most, waiting().length);
  }
  expect(most).toBeGreaterThan(0);
  expect([...waiting()].map(({ textContent }) => textContent).join('')).toBe('');
  expect(container.querySelector('[data-markdown]')?.getAttribute('aria-busy')).toBe('true');
  await frames.untilDrawn(container);
  const streamed = render(<Markdown text="" isStreaming />);
  for (let end = 2000; end < text.length; end += 2000) {
    streamed.rerender(<Markdown text={text.slice(0, end)} isStreaming />);
    await frames.untilDrawn(streamed.container);
  }
  streamed.rerender(<Markdown text={`${text}The end.\n`} isStreaming />);
  await frames.untilDrawn(streamed.container);
  expect(container.innerHTML === streamed.container.innerHTML).toBe(true); // too long to be printed
});

test('groups that begin to wait with the last of a text are drawn, too', async () => {
  const frames = stubFrames();
  takeLong();
  const start = 'word\n\n'.repeat(100);
  const { container, rerender } = render(<Markdown text={start} isStreaming />);
  rerender(<Markdown text={start + 'more\n\n'.repeat(200)} isStreaming={false} />);
  expect(container.querySelectorAll('[data-chunk="waiting"]').length).toBeGreaterThan(0);
  expect(container.querySelector('[data-markdown]')?.getAttribute('aria-busy')).toBe('true');
  await frames.untilDrawn(container);
  expect(container.querySelectorAll('p')).toHaveLength(300);
});

test('of the groups that wait, one that comes near the screen is drawn first', async () => {
  const frames = stubFrames();
  takeLong();
  const { container, rerender } = render(<Markdown text="## Part 0" isStreaming />);
  rerender(<Markdown text={PARTS} isStreaming />);
  while (!container.textContent.includes('Part 599')) await frames.next();
  const [first] = container.querySelectorAll('[data-chunk="waiting"]');
  first?.dispatchEvent(
    Object.assign(new Event('contentvisibilityautostatechange'), { skipped: false }),
  );
  expect(first?.childElementCount).toBe(0);
  await frames.next();
  expect(first?.childElementCount).toBeGreaterThan(0);
  expect(first?.getAttribute('data-chunk')).toBe('passed');
  expect(container.querySelector('[data-chunk="waiting"]')).not.toBeNull();
});

test('a page without frames draws no more, and loses nothing of what came meanwhile', async () => {
  const frames = stubFrames();
  takeLong();
  const { container, rerender } = render(<Markdown text={LONG} isStreaming />);
  const before = container.querySelectorAll('li').length;
  rerender(<Markdown text={`${LONG}- one more\n`} isStreaming />);
  rerender(<Markdown text={`${LONG}- one more\n- the last\n`} isStreaming={false} />);
  expect(container.querySelectorAll('li').length).toBe(before);
  for (let frame = 0; frame < 40; frame += 1) await frames.next();
  expect(container.querySelector('[aria-busy]')).toBeNull();
  const items = [...container.querySelectorAll('li')].map((item) => item.textContent);
  expect(items).toHaveLength(1002);
  expect(items.slice(-2)).toEqual(['one more', 'the last']);
});

test('a stored reply keeps room for what is not drawn yet, one that is being written does not', () => {
  stubFrames();
  takeLong();
  const room = '[data-markdown] > [style]';
  expect(render(<Markdown text={LONG} isStreaming />).container.querySelector(room)).toBeNull();
  const stored = render(<Markdown text={LONG} isStreaming={false} />).container;
  expect(stored.querySelector<HTMLElement>(room)?.style.blockSize).toMatch(/^\d{5}px$/);
});

test('long code in a stored reply is folded from the start', () => {
  stubFrames();
  const text = `Text\n\n\`\`\`\n${'const answer = 42;\n'.repeat(2000)}\`\`\`\n`;
  render(<Markdown text={text} isStreaming={false} />);
  expect(screen.getByRole('button', { name: /^Show all/ }).ariaExpanded).not.toBe('true');
});

const ALLOWED = new Set(
  (
    `${MATH_ELEMENT_NAMES.join(' ')} ` +
    'div p h3 h4 h5 h6 section pre code span button output svg path rect circle blockquote ul ol li input ' +
    'table thead tbody tr th td hr br em strong del a mark sup'
  ).split(' '),
);

test('whatever a reply says, it makes only these elements, without style or handlers', () => {
  takeNoTime();
  fc.assert(
    fc.property(fc.oneof(wildMarkdown, reply), (text) => {
      const hostile = `${text}\n\n<img src=x onerror=alert(1)><meta http-equiv=refresh><style>*{}</style>\n`;
      cleanup(); // of a try that failed, too
      for (const element of draw(hostile).querySelectorAll('div *')) {
        expect(ALLOWED).toContain(element.localName);
        expect(
          element.getAttributeNames().filter((name) => /^(style|src|on.*)$/.test(name)),
        ).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
});

test('a link opens without an opener or a referrer, and says its host if its text does not', () => {
  const { container } = render(
    <Markdown text="[bank.example](https://evil.example/x)" isStreaming={false} />,
  );
  const link = screen.getByRole('link', { name: 'bank.example' });
  expect(link.getAttribute('href')).toBe('https://evil.example/x');
  expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  expect(link.getAttribute('target')).toBe('_blank');
  expect(link.getAttribute('referrerpolicy')).toBe('no-referrer');
  expect(container.textContent).toBe('bank.example (evil.example)');
});

test.each([
  ['[evil.example](https://evil.example/x)', 'evil.example'],
  ['https://evil.example/x', 'https://evil.example/x'],
  ['[evil.example.bank.example](https://evil.example)', 'evil.example.bank.example (evil.example)'],
  ['[evil.example@bank.example](https://evil.example)', 'evil.example@bank.example (evil.example)'],
  ['[bank](https://evil.example:8443)', 'bank (evil.example:8443)'],
  ['[bank](https://аррӏе.com)', 'bank (xn--80ak6aa92e.com)'],
  ['[write](mailto:a@evil.example)', 'write (a@evil.example)'],
  ['a@evil.example', 'a@evil.example'],
  ['https://bank.example@evil.example', 'https://bank.example@evil.example (evil.example)'],
  ['[evil.example](https://bank.example:x@evil.example)', 'evil.example'],
  ['[bank](https://bаnk.example)', 'bank (xn--bnk-6cd.example mixed alphabets)'],
  [
    '[xn--bnk-6cd.example](https://xn--bnk-6cd.example)',
    'xn--bnk-6cd.example (xn--bnk-6cd.example mixed alphabets)',
  ],
  ['[](https://evil.example)', 'https://evil.example/ (evil.example)'],
])('%j reads %j', (markdown, text) => {
  expect(draw(markdown).textContent).toBe(text);
});

test('a remote image is a chip that says where it would come from', () => {
  const container = draw('![a chart](https://evil.example/?q=secret)');
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('Image from evil.examplea chartLoad image');
  const link = screen.getByRole('link', { name: 'Image from evil.example' });
  expect(link.getAttribute('href')).toBe('https://evil.example/?q=secret');
  expect(link.getAttribute('referrerpolicy')).toBe('no-referrer');
});

test.each([
  'http://images.example/a.png',
  'https://127.0.0.1/a.png',
  'https://nas.local/a.png',
  'mailto:a@b.example',
])('an image at %s cannot be loaded', (address) => {
  draw(`![](${address})`);
  expect(screen.queryByRole('button')).toBeNull();
});

test('an image in a link makes no link inside a link', () => {
  const container = draw('[![logo](https://a.example/i.png)](https://b.example)');
  expect(container.querySelectorAll('a')).toHaveLength(1);
  expect(container.textContent).toBe('Image from a.examplelogo (b.example)');
});

test('characters that nobody would see are shown', () => {
  const container = draw('Over\u202Eride, [li\u200Bnk](https://a.example), `co\u200Bde`');
  const marks = [...container.querySelectorAll('mark')].map((mark) => mark.textContent);
  expect(marks).toEqual(['U+202E', 'U+200B', 'U+200B']);
  expect(container.querySelector('mark')?.title).toBe('Hidden characters: U+202E');
});

test('an address that turns itself around is shown as it is', () => {
  const container = draw('[write](mailto:a%E2%80%AEmoc.knab@evil.example)');
  expect(container.textContent).toBe('write (aU+202Emoc.knab@evil.example)');
});

test('code is copied as it was written', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  draw('```sh\nls\u200B -l\n```');
  expect(screen.getByText('sh')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(writeText).toHaveBeenCalledWith('ls\u200B -l');
  expect(await screen.findByText('Copied')).toBeTruthy();
});

test('long lines of code wrap when asked to', () => {
  draw('```\ncode\n```');
  const button = screen.getByRole('button', { name: 'Wrap lines' });
  expect(button.getAttribute('aria-pressed')).toBe('false');
  fireEvent.click(button);
  expect(button.getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('region', { name: 'Code' }).dataset['wrap']).toBe('true');
});

test('tables scroll in a region that the keyboard reaches', () => {
  draw('| a | b |\n|---|--:|\n| 1 | 2 |');
  expect(screen.getByRole('region', { name: 'Table' }).tabIndex).toBe(0);
  expect(screen.getByRole('cell', { name: '2' }).dataset['align']).toBe('right');
});

test('tasks say whether they are done', () => {
  draw('- [x] one\n- [ ] two');
  expect(screen.getByRole('checkbox', { name: 'Done' })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: 'Not done' })).toHaveProperty('disabled', true);
});

test('headings of a reply stand below those of the page', () => {
  const container = draw('# a\n## b\n### c\n#### d\n##### e\n###### f');
  const tags = [...container.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(
    (element) => element.localName,
  );
  expect(tags).toEqual(['h3', 'h4', 'h5', 'h6', 'h6', 'h6']);
});

test('each block is read in its own direction, a list or quote in one', () => {
  const container = draw('- عنصر\n- two\n\n> قول\n\ntext\n\n| a |\n|---|\n\n    code');
  const elements = blocksOf(container);
  expect(elements.map((element) => element.getAttribute('dir'))).toEqual([
    'auto',
    'auto',
    'auto',
    null,
    'ltr',
  ]);
  expect(container.querySelector('li [dir], blockquote [dir]')).toBeNull();
  expect(container.querySelector('th')?.dir).toBe('auto');
});
