import type { AlertKind } from './ast';

const KINDS: Readonly<Record<string, AlertKind>> = {
  NOTE: 'note',
  TIP: 'tip',
  IMPORTANT: 'important',
  WARNING: 'warning',
  CAUTION: 'caution',
};

/** What GitHub's `[!NOTE]`, alone on the first line of a quote, makes of it; `null` for other lines. */
export function readAlertKind(line: string): AlertKind | null {
  const name = /^\[!([A-Za-z]+)\][ \t]*$/.exec(line)?.[1]?.toUpperCase() ?? '';
  return Object.hasOwn(KINDS, name) ? (KINDS[name] ?? null) : null;
}
