import { expect, test } from 'vitest';
import { followsAfterScroll, isAtEnd, isUpwardKey, type ScrollPosition } from './scroll-follow';

const atEnd: ScrollPosition = { top: 500, height: 500, contentHeight: 1000 };

test('the first step up lets go', () => {
  const after = { ...atEnd, top: 499 };
  expect(followsAfterScroll(true, { before: atEnd, after })).toBe(false);
});

test('content that grows below a reader who let go does not take hold again', () => {
  const before = { ...atEnd, top: 100 };
  const after = { ...before, contentHeight: 2000 };
  expect(followsAfterScroll(false, { before, after })).toBe(false);
});

test('scrolling down to the end takes hold again', () => {
  const before = { ...atEnd, top: 300 };
  expect(followsAfterScroll(false, { before, after: { ...atEnd, top: 400 } })).toBe(false);
  expect(followsAfterScroll(false, { before, after: atEnd })).toBe(true);
});

test('what a change of size scrolls is not taken for the reader', () => {
  const taller = { top: 400, height: 600, contentHeight: 1000 };
  const shorter = { top: 300, height: 500, contentHeight: 800 };
  expect(followsAfterScroll(true, { before: atEnd, after: taller })).toBe(true);
  expect(followsAfterScroll(true, { before: atEnd, after: shorter })).toBe(true);
  expect(followsAfterScroll(false, { before: atEnd, after: shorter })).toBe(false);
});

test('fractions of a pixel do not count as away from the end', () => {
  expect(isAtEnd({ ...atEnd, top: 499.4 })).toBe(true);
  expect(isAtEnd({ ...atEnd, top: 400 })).toBe(false);
});

test('keys that go up are known before the scroller has moved', () => {
  expect(isUpwardKey({ key: 'PageUp', shiftKey: false })).toBe(true);
  expect(isUpwardKey({ key: ' ', shiftKey: true })).toBe(true);
  expect(isUpwardKey({ key: ' ', shiftKey: false })).toBe(false);
  expect(isUpwardKey({ key: 'End', shiftKey: false })).toBe(false);
});
