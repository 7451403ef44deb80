// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { speakEnglish } from '@/lib/client/testing';
import { Markdown } from './markdown';

beforeEach(speakEnglish);
afterEach(cleanup);

test.each([
  ['NOTE', 'Note'],
  ['TIP', 'Tip'],
  ['IMPORTANT', 'Important'],
  ['WARNING', 'Warning'],
  ['CAUTION', 'Caution'],
])('[!%s] is a quote with the title %s', (kind, title) => {
  const { container } = render(<Markdown text={`> [!${kind}]\n> Text`} isStreaming={false} />);
  const quote = container.querySelector('blockquote');
  expect(quote?.dataset['kind']).toBe(kind.toLowerCase());
  expect([...(quote?.children ?? [])].map((child) => child.textContent)).toEqual([title, 'Text']);
});
