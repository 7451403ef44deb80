import { expect, test } from 'vitest';
import { findCsrfToken } from './site';

test.each([
  ['<meta name="csrf-token" content="a-b_c==">', 'a-b_c=='],
  ["<META content='x' data-x name='csrf-token'/>", 'x'],
  ['<meta name="csrf-param" content="no">\n<meta\nname="csrf-token"\ncontent="yes">', 'yes'],
  ['<meta name="csrf-token" content="">', null],
  ['<meta name="csrf-token">', null],
  ['<p>name="csrf-token" content="x"', null],
  ['', null],
])('the token in %j is %j', (html, token) => {
  expect(findCsrfToken(html)).toBe(token);
});
