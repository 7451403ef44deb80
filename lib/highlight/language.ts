import type { StreamParser } from '@codemirror/streamparser';

/** Reads one line at a time and keeps what the next one needs in a state. */
export type Language = StreamParser<unknown>;

export const TAB_SIZE = 4;
export const INDENT_UNIT = 2;

/** The state before the first line. */
export function startState(language: Language): unknown {
  return language.startState?.(INDENT_UNIT) ?? {};
}

/** A copy of `state` that later lines leave alone. */
export function copyState(language: Language, state: unknown): unknown {
  if (language.copyState) return language.copyState(state);
  if (typeof state !== 'object' || state === null) return state;
  const entries = Object.entries(state).map(([key, value]: [string, unknown]) => [
    key,
    Array.isArray(value) ? [...value] : value,
  ]);
  return Object.fromEntries(entries);
}
