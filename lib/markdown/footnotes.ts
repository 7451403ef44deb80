import type { Read } from './links';

/** A label as models write them. Longer or with spaces, it is more likely something else in brackets. */
const REFERENCE = /\[\^([^\s[\]\\`^]{1,64})\](?!\()/y;
const START = /\[\^([^\s[\]\\`^]{1,64})\]:/y;
const HALF_REFERENCE = /\[\^[^\s[\]\\`^]{0,64}$/y;

/** Reads `[^label]` at `start`; `'open'` if the text ends before it does. */
export function readFootnoteReference(text: string, start: number): Read<string> {
  if (text[start + 1] !== '^') return null;
  const found = match(REFERENCE, text, start);
  if (found !== null) return found;
  HALF_REFERENCE.lastIndex = start;
  return HALF_REFERENCE.test(text) ? 'open' : null;
}

/** Reads `[^label]:` at `start`. */
export function readFootnoteStart(
  text: string,
  start: number,
): { readonly value: string; readonly end: number } | null {
  return match(START, text, start);
}

function match(pattern: RegExp, text: string, start: number) {
  pattern.lastIndex = start;
  const label = pattern.exec(text)?.[1];
  return label === undefined ? null : { value: label, end: pattern.lastIndex };
}
