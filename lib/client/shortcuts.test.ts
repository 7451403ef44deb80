import { expect, test } from 'vitest';
import { composerCommand, pageCommand } from './shortcuts';

const plain = {
  key: '',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  isComposing: false,
  keyCode: 0,
};

test('Enter sends, Shift+Enter breaks the line', () => {
  const box = { isEmpty: false };
  expect(composerCommand({ ...plain, key: 'Enter' }, box)).toBe('send');
  expect(composerCommand({ ...plain, key: 'Enter', shiftKey: true }, box)).toBeNull();
});

test('nothing is sent while an input method composes', () => {
  const box = { isEmpty: false };
  expect(composerCommand({ ...plain, key: 'Enter', isComposing: true }, box)).toBeNull();
  expect(composerCommand({ ...plain, key: 'Enter', keyCode: 229 }, box)).toBeNull();
});

test('Up edits the last question, but only in an empty box', () => {
  expect(composerCommand({ ...plain, key: 'ArrowUp' }, { isEmpty: true })).toBe('edit-last');
  expect(composerCommand({ ...plain, key: 'ArrowUp' }, { isEmpty: false })).toBeNull();
});

test.each(['ctrlKey', 'metaKey'])(
  'with %s, Shift+O starts a chat, K lists conversations and F finds in this one',
  (control) => {
    const key = { ...plain, [control]: true };
    const typing = { isTyping: true };
    expect(pageCommand({ ...key, key: 'O', shiftKey: true }, typing)).toBe('new-chat');
    expect(pageCommand({ ...key, key: 'k' }, typing)).toBe('conversations');
    expect(pageCommand({ ...key, key: 'f' }, typing)).toBe('find');
    expect(pageCommand({ ...key, key: 'c' }, typing)).toBeNull();
  },
);

test('a question mark shows the keys, except where it is typed', () => {
  const key = { ...plain, key: '?', shiftKey: true };
  expect(pageCommand(key, { isTyping: false })).toBe('keys');
  expect(pageCommand(key, { isTyping: true })).toBeNull();
});

test('Escape closes or stops, except while an input method composes', () => {
  const key = { ...plain, key: 'Escape' };
  expect(pageCommand(key, { isTyping: true })).toBe('escape');
  expect(pageCommand({ ...key, isComposing: true }, { isTyping: true })).toBeNull();
});
