import { beforeEach, expect, test } from 'vitest';
import * as z from '@/lib/schema';
import type { Conversation } from '@/lib/chat/conversation';
import { conversationIdSchema } from '@/lib/chat/ids';
import { formatTime, groupByAge, searchTitles } from './conversation-groups';
import { speakEnglish } from '../testing';

beforeEach(speakEnglish);

const now = new Date(2026, 10, 21, 9, 30).getTime();

function timeOn(day: number): string {
  return formatTime(new Date(2026, 10, day, 9).getTime(), now);
}

function changedAt(day: number, hour: number, title = `${day}.${hour}`): Conversation {
  const updatedAt = new Date(2026, 10, day, hour).getTime();
  const id = z.parse(conversationIdSchema, `${day}-${hour}-${title}`);
  return { id, title, createdAt: updatedAt, updatedAt, leafId: null };
}

test('conversations are grouped by calendar day, newest first, without empty groups', () => {
  const conversations = [
    changedAt(20, 0),
    changedAt(21, 0),
    changedAt(14, 0),
    changedAt(13, 23),
    changedAt(21, 8),
  ];
  const groups = groupByAge(conversations, now).map((group) => [
    group.age,
    group.conversations.map(({ title }) => title),
  ]);
  expect(groups).toEqual([
    ['today', ['21.8', '21.0']],
    ['yesterday', ['20.0']],
    ['lastSevenDays', ['14.0']],
    ['older', ['13.23']],
  ]);
});

test('a time is as short as its group allows', () => {
  expect([21, 18, 1].map(timeOn)).toEqual([
    expect.stringMatching(/^9:00\sAM$/),
    'Wed',
    'Nov 1, 2026',
  ]);
});

test('a search finds titles that hold every word, in any order and case', () => {
  const conversations = ['Caches and money', 'Money', 'caches'].map((title) =>
    changedAt(1, 1, title),
  );
  const found = (query: string) => searchTitles(conversations, query).map(({ title }) => title);
  expect(found('MONEY caches')).toEqual(['Caches and money']);
  expect(found('  ')).toEqual(['Caches and money', 'Money', 'caches']);
  expect(found('nothing')).toEqual([]);
});
