import { expect, test } from 'vitest';
import { formatPrompt, normalizeTurns, type TextTurn } from './prompt';

const user = (text: string): TextTurn => ({ role: 'user', text });
const assistant = (text: string): TextTurn => ({ role: 'assistant', text });

test('a single message is the prompt, whatever is in it', () => {
  expect(formatPrompt([user(' Hi\n')])).toBe(' Hi\n');
  expect(formatPrompt([assistant('Hi')])).toBe('Hi');
});

test('several messages are labelled, and the label of the reply comes last', () => {
  expect(formatPrompt([user('A'), assistant('B\nb '), user('C')])).toBe(
    'User: A\nAssistant: B\nb \nUser: C\nAssistant:',
  );
});

test('no message is no prompt', () => {
  expect(() => formatPrompt([])).toThrow('No messages');
});

test('blank turns go and neighbours of one role become one, so that roles alternate', () => {
  const turns = [user('A'), assistant(' \n'), user('B'), assistant('C'), assistant('D'), user('')];
  expect(normalizeTurns(turns)).toEqual([user('A\nB'), assistant('C\nD')]);
});

test('a system prompt comes first, also before a single message', () => {
  expect(formatPrompt([user('A')], 'S')).toBe('System: S\nUser: A\nAssistant:');
});
