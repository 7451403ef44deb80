// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { Markdown } from './markdown';

beforeEach(speakEnglish);
afterEach(cleanup);

const TABLE = '| a | b |\n|---|--:|\n| *1* | 2 |\n';

test.each([
  ['Table as CSV', 'a,b\r\n1,2\r\n'],
  ['Table as Markdown', TABLE],
])('%s is copied, and said to be', async (name, copied) => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  render(<Markdown text={`Text\n\n${TABLE}`} isStreaming={false} />);
  fireEvent.click(screen.getByRole('button', { name }));
  expect(writeText).toHaveBeenLastCalledWith(copied);
  expect(await screen.findByText('Copied')).toBeTruthy();
});

test('where copying is refused, nothing is said', async () => {
  const refused = Promise.reject(new Error('NotAllowedError'));
  vi.spyOn(navigator.clipboard, 'writeText').mockReturnValue(refused);
  render(<Markdown text={TABLE} isStreaming={false} />);
  fireEvent.click(screen.getByRole('button', { name: 'Table as CSV' }));
  await refused.catch(() => undefined);
  expect(screen.queryByText('Copied')).toBeNull();
});
