// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { Markdown } from './markdown';

beforeEach(speakEnglish);
afterEach(cleanup);

const TEXT = 'As said[^1] and shown[^b].\n\n[^1]: By *Einstein*.\n[^b]: Here.';

test('footnotes stand at the end, with a way there and back', () => {
  render(<Markdown text={`${TEXT}\n\nMore text.`} isStreaming={false} />);
  const list = screen.getByRole('region', { name: 'Footnotes' });
  expect(
    within(list)
      .getAllByRole('listitem')
      .map((item) => item.textContent),
  ).toEqual(['1By Einstein.↩', 'bHere.↩']);
  expect(list.previousElementSibling?.lastElementChild?.textContent).toBe('More text.');

  const reference = screen.getByRole('button', { name: 'Footnote b' });
  fireEvent.click(reference);
  expect(document.activeElement).toBe(within(list).getAllByRole('listitem')[1]);
  fireEvent.click(screen.getByRole('button', { name: 'Back from footnote b' }));
  expect(document.activeElement).toBe(reference);
});

test('the same number in two replies leads to the footnote of its own', () => {
  render(
    <>
      <Markdown text={TEXT} isStreaming={false} />
      <Markdown text={TEXT} isStreaming={false} />
    </>,
  );
  const [, second] = screen.getAllByRole('button', { name: 'Footnote 1' });
  if (second !== undefined) fireEvent.click(second);
  const [, list] = screen.getAllByRole('region', { name: 'Footnotes' });
  expect(list?.contains(document.activeElement)).toBe(true);
  expect(document.querySelector('[id]')).toBeNull();
});

test('brackets that lead to no footnote are text when the reply has ended', () => {
  const { container, rerender } = render(<Markdown text="Not [^a-z] but[^1] so" isStreaming />);
  expect(container.textContent).toBe('Not [^a-z] but1 so');
  rerender(<Markdown text="Not [^a-z] but[^1] so" isStreaming={false} />);
  expect(container.textContent).toBe('Not [^a-z] but[^1] so');
});

test('a footnote in a link makes no button inside the link', () => {
  const { container } = render(
    <Markdown text={'[see[^1]](https://a.example)\n\n[^1]: Note'} isStreaming={false} />,
  );
  expect(container.querySelector('a button')).toBeNull();
  expect(container.querySelector('a sup')?.textContent).toBe('1');
});
