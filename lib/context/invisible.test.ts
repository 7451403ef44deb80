import { expect, test } from 'vitest';
import { withoutInvisible } from './invisible';

test.each([
  ['zero-width characters', 'a\u200Bb\u2060c\uFEFF', 'abc', 3],
  ['marks that turn the order around', 'a\u202Eb\u2066c\u061C', 'abc', 3],
  ['letters of the tag block', 'a\u{E0069}\u{E0067}\u{E006E}', 'a', 3],
  ['joiners where nothing is to be joined', 'a\u200Db\u200C', 'ab', 2],
])('%s are left out and counted', (_, text, visible, removed) => {
  expect(withoutInvisible(text)).toEqual({ text: visible, removed });
});

test.each(['👩‍👩‍👧 family', 'می‌خواهم', 'क्‍ष', '❤️‍🔥', 'naïve — “plain” text\n\twith space'])(
  'what belongs to the text stays: %s',
  (text) => {
    expect(withoutInvisible(text)).toEqual({ text, removed: 0 });
  },
);
