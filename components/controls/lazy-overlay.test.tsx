// @vitest-environment happy-dom
import { cleanup, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test, vi } from 'vitest';
import { lazyOverlay } from './lazy-overlay';

afterEach(cleanup);

interface NoteProps {
  readonly text: string;
  readonly onClose: () => void;
}

const Note = ({ text }: NoteProps) => <p>{text}</p>;

test('an overlay is fetched when it opens first, and from then on opens at once', async () => {
  const load = vi.fn(async () => Note);
  const LazyNote = lazyOverlay(load);
  expect(load).not.toHaveBeenCalled();
  const { unmount } = render(<LazyNote text="one" onClose={() => {}} />);
  expect(await screen.findByText('one')).toBeTruthy();
  unmount();
  render(<LazyNote text="two" onClose={() => {}} />);
  expect(screen.getByText('two')).toBeTruthy();
  expect(load).toHaveBeenCalledOnce();
});

test('an overlay that is there no more closes', async () => {
  const onClose = vi.fn();
  const LazyNote = lazyOverlay<NoteProps>(() => Promise.reject(new Error('Gone')));
  render(<LazyNote text="one" onClose={onClose} />);
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
});
