// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { withCodeLine } from '@/lib/markdown/code-text';
import { emptyList, type ChunkedList } from '@/lib/markdown/chunked-list';
import { CodeBlock } from './code-block';

beforeEach(() => {
  speakEnglish();
  vi.stubGlobal('requestIdleCallback', (work: () => void) => setTimeout(work));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function waitLong(): void {
  void act(() => {
    vi.advanceTimersByTime(5000);
  });
}

function piecesOf(code: string): ChunkedList<string> {
  return code.split('\n').reduce(withCodeLine, emptyList<string>());
}

function draw(code: string, language = 'js') {
  const { container, rerender } = render(<CodeBlock language={language} pieces={piecesOf(code)} />);
  return {
    redraw: (next: string) => rerender(<CodeBlock language={language} pieces={piecesOf(next)} />),
    groups: () => [...(container.querySelector('code')?.children ?? [])],
    code: () => container.querySelector('code')?.textContent,
    colors: () => [...container.querySelectorAll('code span span')].map(colorAndText),
  };
}

function colorAndText(element: Element): string {
  return `${/_?([a-z]+?)(?:_|$)/.exec(element.className)?.[1]}:${element.textContent}`;
}

/** What a browser says of a part that it begins, or ceases, to draw. */
function sayNear(group: Element | undefined, isNear: boolean): void {
  const event = new Event('contentvisibilityautostatechange');
  void act(() => {
    group?.dispatchEvent(Object.assign(event, { skipped: !isNear }));
  });
}

test('code is plain first, and has colours when somebody sees it', async () => {
  const { groups, code, colors } = draw('const a = "b";');
  expect(colors()).toEqual([]);
  sayNear(groups()[0], true);
  await waitFor(() => expect(colors()).toEqual(['keyword:const', 'definition:a', 'string:"b"']));
  expect(code()).toBe('const a = "b";\n');
});

test('code in an unknown language stays plain', async () => {
  const { groups, code, colors } = draw('const a', 'klingon');
  sayNear(groups()[0], true);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(colors()).toEqual([]);
  expect(code()).toBe('const a\n');
});

test('while code grows, complete lines have colours and the last one waits', async () => {
  const { groups, colors, redraw } = draw('const a\ncons');
  sayNear(groups()[0], true);
  await waitFor(() => expect(colors()).toEqual(['keyword:const', 'definition:a']));
  const first = document.querySelector('code span span');
  redraw('const a\nlet b\nle');
  await waitFor(() => expect(colors()).toHaveLength(4));
  expect(document.querySelector('code span span')).toBe(first);
});

test('lines that have their colours are never touched again', async () => {
  const lines = 'const value = await load("text", 42);\n'.repeat(200);
  const { groups, redraw, colors } = draw(`${lines}la`);
  sayNear(groups()[0], true);
  await waitFor(() => expect(colors()).toHaveLength(5 * linesIn(groups()[0])));
  const changes: MutationRecord[] = [];
  const observer = new MutationObserver((records) => changes.push(...records));
  const [group] = groups();
  if (group) observer.observe(group, { subtree: true, childList: true, characterData: true });
  redraw(`${lines}last();\nmore`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(changes).toEqual([]);
  observer.disconnect();
});

test('hidden characters in code are shown, with colours or without', async () => {
  const { groups, code, colors } = draw('let a;\nlet b\u202E; // x\u200B\n');
  sayNear(groups()[0], true);
  await waitFor(() => expect(colors()).not.toEqual([]));
  expect(code()).toBe('let a;\nlet bU+202E; // xU+200B\n\n');
  expect(document.querySelectorAll('code mark')).toHaveLength(2);
});

test('code that is another one by now is never drawn as what it was', async () => {
  const { groups, code, colors, redraw } = draw('const a = 1;\nb');
  sayNear(groups()[0], true);
  await waitFor(() => expect(colors()).not.toEqual([]));
  redraw('"other";\nb');
  expect(code()).toBe('"other";\nb\n');
  await waitFor(() => expect(colors()).toEqual(['string:"other"']));
});

test('the header tells how long the code is', () => {
  const { redraw } = draw('one');
  expect(screen.getByText('1 line')).toBeTruthy();
  redraw('one\n\nthree');
  expect(screen.getByText('3 lines')).toBeTruthy();
});

function linesIn(group: Element | undefined): number {
  return (group?.textContent.split('\n').length ?? 1) - 1;
}

const LONG = 'let a;\n'.repeat(1233);

function hiddenGroups(groups: readonly Element[]): number {
  return groups.filter((group) => group.hasAttribute('hidden')).length;
}

test('code of more than 400 lines is folded, and opens', () => {
  const { groups } = draw(LONG);
  const button = screen.getByRole('button', { name: 'Show all 1,234 lines' });
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(hiddenGroups(groups())).toBe(groups().length - 1);
  fireEvent.click(button);
  expect(hiddenGroups(groups())).toBe(0);
  fireEvent.click(screen.getByRole('button', { name: 'Show fewer lines' }));
  expect(hiddenGroups(groups())).toBe(groups().length - 1);
});

test('code of 400 lines is not folded', () => {
  const { groups } = draw('let a;\n'.repeat(399));
  expect(hiddenGroups(groups())).toBe(0);
  expect(screen.queryByRole('button', { name: /lines$/ })?.textContent).toBe('Wrap lines');
});

test('finding something in folded code opens it', () => {
  const { groups } = draw(LONG);
  void act(() => {
    groups()
      .at(-1)
      ?.dispatchEvent(new Event('beforematch', { bubbles: true }));
  });
  expect(hiddenGroups(groups())).toBe(0);
});

/** Stands in for the browser's observer; the function it returns says whether the code is on the screen. */
function stubObserver() {
  const observers = new Set<(isIntersecting: boolean) => void>();
  class Observer {
    constructor(onChange: (entries: { isIntersecting: boolean }[]) => void) {
      observers.add((isIntersecting) => onChange([{ isIntersecting }]));
    }
    observe() {}
    disconnect() {}
  }
  vi.stubGlobal('IntersectionObserver', Observer);
  return (isOnScreen: boolean) => void act(() => observers.forEach((tell) => tell(isOnScreen)));
}

test('code that grew long is folded once it is off the screen', () => {
  vi.useFakeTimers();
  const sayOnScreen = stubObserver();
  const { groups, redraw } = draw('let a;');
  redraw(LONG);
  sayOnScreen(false);
  sayOnScreen(true);
  waitLong();
  expect(hiddenGroups(groups())).toBe(0);
  sayOnScreen(false);
  waitLong();
  expect(hiddenGroups(groups())).toBe(groups().length - 1);
});

test('code that its reader opened stays open', () => {
  vi.useFakeTimers();
  const sayOnScreen = stubObserver();
  const { groups } = draw(LONG);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 1,234 lines' }));
  sayOnScreen(false);
  waitLong();
  expect(hiddenGroups(groups())).toBe(0);
});
