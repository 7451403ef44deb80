import { expect, test } from 'vitest';
import { triggerIn, withoutTrigger } from './typed-trigger';

test.each([
  ['/', { kind: 'prompt', query: '' }],
  ['/expl', { kind: 'prompt', query: 'expl' }],
  ['@', { kind: 'tab', query: '' }],
  ['Compare with @wiki', { kind: 'tab', query: 'wiki' }],
  ['and/or', null],
  ['/explain this', null],
  ['me@site.example', null],
  ['@wiki and', null],
  ['', null],
])('%j asks to pick %j', (text, trigger) => {
  expect(triggerIn(text)).toEqual(trigger);
});

test('what was typed to pick something is no part of the message', () => {
  expect(withoutTrigger('Compare with @wiki', { kind: 'tab', query: 'wiki' })).toBe(
    'Compare with ',
  );
  expect(withoutTrigger('/', { kind: 'prompt', query: '' })).toBe('');
});
