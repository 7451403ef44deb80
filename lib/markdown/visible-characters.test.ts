import { expect, test } from 'vitest';
import { visibleParts } from './visible-characters';

test('ordinary text is left as it is', () => {
  for (const text of ['plain', 'naïve café', '日本語', 'a\tb\nc', '']) {
    expect(visibleParts(text, 'exact')).toEqual(
      [text].filter((part) => part !== '' || text === ''),
    );
  }
});

test.each(['\u202E', '\u202A', '\u2066', '\u2069', '\u{E0041}'])(
  '%j is marked everywhere',
  (hidden) => {
    const code = hidden.codePointAt(0)?.toString(16).toUpperCase() ?? '';
    const parts = ['a', { label: `U+${code}`, count: 1 }, 'b'];
    expect(visibleParts(`a${hidden}b`, 'prose')).toEqual(parts);
    expect(visibleParts(`a${hidden}b`, 'exact')).toEqual(parts);
  },
);

test.each([
  '\u200B',
  '\u200E',
  '\u200F',
  '\u00AD',
  '\uFEFF',
  '\u2060',
  '\u3164',
  '\u0007',
  '\u200D',
  '\uFE0F',
])('%j is marked where each character counts', (hidden) => {
  expect(visibleParts(`a${hidden}b`, 'prose')).toEqual([`a${hidden}b`]);
  expect(visibleParts(`a${hidden}b`, 'exact')).toHaveLength(3);
});

test('a hidden message is one mark, however long', () => {
  const message = [...'ignore all'].map((letter) =>
    String.fromCodePoint(0xe0000 + letter.charCodeAt(0)),
  );
  expect(visibleParts(`x${message.join('')}`, 'prose')).toEqual([
    'x',
    { label: 'U+E0069', count: 10 },
  ]);
});

test.each([
  ['\u200B\u200C\u200B\u200D', 'U+200B'],
  ['\uFE00\uFE01\uFE0F\uFE02\uFE03', 'U+FE00'],
  ['\u{E0100}\u{E0101}\u{E0102}\u{E0103}', 'U+E0100'],
])('a message in characters that leave no mark is shown in prose, too', (hidden, label) => {
  expect(visibleParts(`a${hidden}b`, 'prose')).toEqual([
    'a',
    { label, count: [...hidden].length },
    'b',
  ]);
});

test.each(['می‌خواهم', 'क्‍ष', '👩‍💻', '✔️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'abc \u200Fעברית'])(
  '%s reads as it should in prose',
  (text) => {
    expect(visibleParts(text, 'prose')).toEqual([text]);
  },
);

test.each(['👩‍💻', '✔️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'])('%s stays one emoji in code', (text) => {
  expect(visibleParts(text, 'exact')).toEqual([text]);
});
