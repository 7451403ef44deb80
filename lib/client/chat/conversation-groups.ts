import type { Conversation } from '@/lib/chat/conversation';
import { language } from '../i18n';

export const AGES = ['today', 'yesterday', 'lastSevenDays', 'older'] as const;
type Age = (typeof AGES)[number];

/** Conversations by the calendar day they last changed on, newest first; empty groups left out. */
export function groupByAge(
  conversations: readonly Conversation[],
  now: number,
): { age: Age; conversations: Conversation[] }[] {
  const newestFirst = conversations.toSorted((a, b) => b.updatedAt - a.updatedAt);
  return AGES.map((age) => ({
    age,
    conversations: newestFirst.filter(({ updatedAt }) => ageOf(updatedAt, now) === age),
  })).filter((group) => group.conversations.length > 0);
}

/** The conversations whose title holds every word of `query`, in any order and case. */
export function searchTitles(
  conversations: readonly Conversation[],
  query: string,
): readonly Conversation[] {
  const words = query.toLocaleLowerCase().split(/\s+/u).filter(Boolean);
  return conversations.filter(({ title }) => {
    const text = title.toLocaleLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** As short as the group allows: the time of day, the weekday, or the date. */
export function formatTime(time: number, now: number): string {
  return new Intl.DateTimeFormat(language(), TIME_FORMAT[ageOf(time, now)]).format(time);
}

const TIME_FORMAT: Readonly<Record<Age, Intl.DateTimeFormatOptions>> = {
  today: { timeStyle: 'short' },
  yesterday: { timeStyle: 'short' },
  lastSevenDays: { weekday: 'short' },
  older: { dateStyle: 'medium' },
};

function ageOf(time: number, now: number): Age {
  if (time >= startOfDay(now, 0)) return 'today';
  if (time >= startOfDay(now, 1)) return 'yesterday';
  return time >= startOfDay(now, 7) ? 'lastSevenDays' : 'older';
}

/** Midnight `days` calendar days before `now`: a day is not always 24 hours long. */
function startOfDay(now: number, days: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days).getTime();
}
