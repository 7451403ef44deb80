import { unescapeText } from './entities';

/** CommonMark's own limit for the text between the brackets of a reference. */
const MAX_LABEL_LENGTH = 999;
/** A destination with more is no link: as in cmark, so that `[a](b` a thousand times stays quick. */
const MAX_OPEN_PARENTHESES = 32;

const LABEL = /(?:[^[\]\\]|\\[^])*/y;
const LABEL_CHARACTER = /[^\s\\]/;
const SPACES = /[ \t]*(?:\n[ \t]*)?/y;
const BRACKETED_DESTINATION = /<((?:[^<>\\\n]|\\[^\n])*)>/y;

/** Closing character by opening character. */
const TITLE_ENDS: Readonly<Record<string, string>> = { '"': '"', "'": "'", '(': ')' };

/** Something read from `text`, and where it ended; `'open'` if the text ended before it did. */
export type Read<Value> = { readonly value: Value; readonly end: number } | 'open' | null;

/** Reads `[label]` at `start`. */
export function readLabel(text: string, start: number): Read<string> {
  if (text[start] !== '[') return null;
  const window = text.slice(start + 1, start + 2 + MAX_LABEL_LENGTH);
  LABEL.lastIndex = 0;
  const label = LABEL.exec(window)?.[0] ?? '';
  if (label.length > MAX_LABEL_LENGTH) return null;
  const end = start + 1 + label.length;
  if (end >= text.length || (text[end] === '\\' && end + 1 >= text.length)) return 'open';
  if (text[end] !== ']') return null;
  return { value: label, end: end + 1 };
}

/** Labels that mean the same get the same key; `null` if it is no label at all. */
export function labelKey(label: string): string | null {
  if (label.length > MAX_LABEL_LENGTH || !LABEL_CHARACTER.test(label)) return null;
  // Lower, then upper: Unicode case folding for letters such as `ẞ`, whose lower case is `ß`.
  return label.trim().replaceAll(/\s+/g, ' ').toLowerCase().toUpperCase();
}

/** The end of spaces at `start`, with at most one line end among them. */
export function skipSpaces(text: string, start: number): number {
  SPACES.lastIndex = start;
  SPACES.exec(text);
  return SPACES.lastIndex;
}

/** Reads a link destination at `start`, escapes and entities decoded. */
export function readDestination(text: string, start: number): Read<string> {
  if (start >= text.length) return 'open';
  if (text[start] === '<') {
    BRACKETED_DESTINATION.lastIndex = start;
    const match = BRACKETED_DESTINATION.exec(text);
    if (match) return { value: unescapeText(match[1] ?? ''), end: BRACKETED_DESTINATION.lastIndex };
    return /[<>\n]/.test(text.slice(start + 1, start + 1 + MAX_LABEL_LENGTH)) ? null : 'open';
  }
  let depth = 0;
  let index = start;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= 32 || code === 127) break;
    if (code === 92 /* \ */ && isEscapable(text.charCodeAt(index + 1))) index += 1;
    else if (code === 40 /* ( */) {
      depth += 1;
      if (depth > MAX_OPEN_PARENTHESES) return null;
    } else if (code === 41 /* ) */) {
      if (depth === 0) break;
      depth -= 1;
    }
  }
  if (index >= text.length && depth > 0) return 'open';
  if (depth > 0 || (index === start && text.charCodeAt(index) !== 41)) return null;
  return { value: unescapeText(text.slice(start, index)), end: index };
}

/** Reads a quoted link title at `start`, escapes and entities decoded. */
export function readTitle(text: string, start: number): Read<string> {
  const opening = text[start];
  if (opening === undefined) return 'open';
  const closing = TITLE_ENDS[opening];
  if (closing === undefined) return null;
  for (let index = start + 1; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (character === closing) {
      return { value: unescapeText(text.slice(start + 1, index)), end: index + 1 };
    } else if (character === '(' && opening === '(') return null;
    else if (character === '\n' && isBlankLineAt(text, index + 1)) return null;
  }
  return 'open';
}

function isBlankLineAt(text: string, start: number): boolean {
  let index = start;
  while (text[index] === ' ' || text[index] === '\t') index += 1;
  return text[index] === '\n';
}

/** Reads `(destination "title")` at `start`. */
export function readLinkTail(
  text: string,
  start: number,
): Read<{ readonly destination: string; readonly title: string }> {
  if (text[start] !== '(') return null;
  let index = skipSpaces(text, start + 1);
  if (text[index] === ')') return { value: { destination: '', title: '' }, end: index + 1 };
  const destination = readDestination(text, index);
  if (destination === null || destination === 'open') return destination;
  index = skipSpaces(text, destination.end);
  if (index > destination.end && text[index] !== ')') {
    const title = readTitle(text, index);
    if (title === null || title === 'open') return title;
    index = skipSpaces(text, title.end);
    if (index >= text.length) return 'open';
    if (text[index] !== ')') return null;
    return { value: { destination: destination.value, title: title.value }, end: index + 1 };
  }
  if (index >= text.length) return 'open';
  if (text[index] !== ')') return null;
  return { value: { destination: destination.value, title: '' }, end: index + 1 };
}

/** Whether a backslash before the character makes it literal: ASCII punctuation. */
export function isEscapable(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

const PROTOCOLS: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/**
 * The address to open for a destination that a reply names; `null` for all that is not web or mail.
 * A name and a password before the host go: they make `https://bank.example@evil.example` look like
 * the bank.
 */
export function toHref(destination: string): string | null {
  if (!URL.canParse(destination)) return null;
  const url = new URL(destination);
  if (!PROTOCOLS.has(url.protocol)) return null;
  url.username = '';
  url.password = '';
  return url.href;
}
