import { expect, test } from 'vitest';
import * as z from '@/lib/schema';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { textOf, type Message } from '@/lib/chat/message';
import { countMatches, findIn, matchAfter, matchNear, numberOf, patternOf } from './find';

const id = (text: string) => z.parse(messageIdSchema, text);

function prompt(name: string, text: string): Message {
  return {
    id: id(name),
    conversationId: z.parse(conversationIdSchema, 'c'),
    createdAt: 1,
    role: 'user',
    parentId: null,
    parts: [{ type: 'text', text }],
  };
}

const messages = [
  prompt('a', 'A cache is a cache'),
  prompt('b', 'nothing'),
  prompt('c', 'CACHES'),
  prompt('d', 'No more'),
];

async function find(query: string) {
  const pattern = patternOf(query);
  if (pattern === null) return null;
  const { signal } = new AbortController();
  return findIn(messages, { pattern, textsOf: (message) => [[textOf(message)]], signal });
}

function count(query: string, ...texts: string[]): number {
  const pattern = patternOf(query);
  return pattern === null ? 0 : countMatches(texts, pattern);
}

test('a text is found in any case, with any white space between its words', () => {
  expect(count('Straße 5', 'STRAßE  5', 'straße\n5', 'Straße', '5')).toBe(2);
  expect(count('  ', ' ')).toBe(0);
});

test('marks of patterns are what they are', () => {
  expect(count('a.c', 'abc a.c')).toBe(1);
  expect(count('f(x)[0]?', 'f(x)[0]?')).toBe(1);
  expect(count(String.raw`\d+`, '12')).toBe(0);
});

test('every match counts, also several in one message', async () => {
  expect(await find('cache')).toEqual({
    counts: [
      { messageId: 'a', part: 0, count: 2 },
      { messageId: 'c', part: 0, count: 1 },
    ],
    total: 3,
  });
});

test('next and previous go through all matches and around', async () => {
  const findings = await find('cache');
  if (findings === null) throw new Error('Not found');
  let match = matchNear(findings, messages, id('a'));
  const forward = [];
  for (let step = 0; step < 4; step += 1) {
    if (match === null) throw new Error('No match');
    forward.push(numberOf(findings, match));
    match = matchAfter(findings, match, 1);
  }
  expect(forward).toEqual([1, 2, 3, 1]);
  expect(matchAfter(findings, { messageId: id('a'), part: 0, nth: 0 }, -1)).toEqual({
    messageId: 'c',
    part: 0,
    nth: 0,
  });
});

test('a search begins where the reader is: at or below, else with the last match above', async () => {
  const findings = await find('cache');
  if (findings === null) throw new Error('Not found');
  expect(matchNear(findings, messages, id('b'))).toEqual({ messageId: 'c', part: 0, nth: 0 });
  expect(matchNear(findings, messages, id('d'))).toEqual({ messageId: 'c', part: 0, nth: 0 });
  expect(matchNear(findings, messages, null)).toEqual({ messageId: 'a', part: 0, nth: 0 });
});

test('a search that another one replaces ends without findings', async () => {
  const controller = new AbortController();
  const many = Array.from({ length: 2000 }, (_, index) => prompt(`m${index}`, 'cache'));
  const { signal } = controller;
  const search = findIn(many, { pattern: /cache/giu, textsOf: slowTextsOf, signal });
  controller.abort();
  expect(await search).toBeNull();
});

/** As of a message that takes its time. */
function slowTextsOf(message: Message): string[][] {
  const end = performance.now() + 1;
  while (performance.now() < end);
  return [[textOf(message)]];
}
