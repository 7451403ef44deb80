import { beforeEach, expect, test } from 'vitest';
import english from '../../public/_locales/en/messages.json';
import { formatList, t, tCount, tData } from './i18n';
import { speakEnglish } from './testing';

beforeEach(speakEnglish);

test('a text takes its substitutions', () => {
  expect(t('asksToWait', 'DuckDuckGo', '32 s')).toBe('DuckDuckGo asks to wait 32 s.');
});

test('a counted text has the form that its count needs', () => {
  expect(tCount('conversationsFound', 1)).toBe('1 conversation');
  expect(tCount('conversationsFound', 1200)).toBe('1,200 conversations');
});

test('a name without a text stands for itself', () => {
  expect(tData('settings')).toBe('Settings');
  expect(tData('gpt-4o')).toBe('gpt-4o');
});

test('a list reads as a sentence', () => {
  expect(formatList(['a', 'b', 'c'])).toBe('a, b, and c');
});

const sources = Object.values(
  import.meta.glob<string>(
    ['/{lib,components,entrypoints}/**/*.{ts,tsx,html}', '/wxt.config.ts', '!/**/*.test.*'],
    { query: '?raw', import: 'default', eager: true },
  ),
).join('\n');

test.each(Object.keys(english))('the text %s is used', (key) => {
  const name = key.replace(/_(one|other)$/, '');
  expect(sources.includes(`'${name}'`) || sources.includes(`__MSG_${name}__`)).toBe(true);
});
