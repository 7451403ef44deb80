/** `<scheme:address>` and `<name@host>`, by CommonMark. */
const ADDRESS = /<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>\p{Cc}]*)>/uy;
const MAIL =
  /<([a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>/y;

const SCHEME_BEFORE = /(?<![A-Za-z])https?$/i;
const HOST = /[\p{L}\p{N}][\p{L}\p{N}._-]*/uy;
/**
 * What ends a bare address: a space, `<`, punctuation of East Asian scripts, which is written
 * without a space, and characters that nobody sees.
 */
const ADDRESS_END = /[\s<\u3000-\u303F\uFF00-\uFF0F\uFF1A-\uFF20\p{Cc}\p{Cf}]/gu;
const MAIL_NAME_BEFORE = /[a-zA-Z0-9.+_-]+$/;
const MAIL_HOST = /@[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)+/y;
/** Longest name before `@`; bounds how far each `@` looks back. */
const MAX_MAIL_NAME_LENGTH = 64;
const LONGEST_ENTITY = '&CounterClockwiseContourIntegral;'.length;
const LONGEST_SCHEME = 'https'.length;

export interface Autolink {
  /** Where its text begins and ends. */
  readonly start: number;
  readonly end: number;
  readonly destination: string;
}

/** Reads `<…>` at `start`; the text is what stands between. */
export function readBracketedAutolink(text: string, start: number): Autolink | null {
  ADDRESS.lastIndex = start;
  const address = ADDRESS.exec(text)?.[1];
  if (address !== undefined) {
    return { start: start + 1, end: start + 1 + address.length, destination: address };
  }
  MAIL.lastIndex = start;
  const mail = MAIL.exec(text)?.[1];
  if (mail === undefined) return null;
  return { start: start + 1, end: start + 1 + mail.length, destination: `mailto:${mail}` };
}

interface BareOptions {
  /** Text before this belongs to something else. */
  readonly from: number;
  /** Whether a `]` that was not opened in the address ends it, since it may end a link text. */
  readonly isInBrackets: boolean;
}

/** Reads `http://…` or `https://…` whose colon stands at `colon`. */
export function readWebAddress(text: string, colon: number, options: BareOptions): Autolink | null {
  if (!text.startsWith('//', colon + 1)) return null;
  const before = text.slice(Math.max(options.from, colon - LONGEST_SCHEME - 1), colon);
  const scheme = SCHEME_BEFORE.exec(before)?.[0];
  if (scheme === undefined || !isHostAt(text, colon + 3)) return null;
  const start = colon - scheme.length;
  const end = endOfAddress(text, colon + 3, options);
  return { start, end, destination: text.slice(start, end) };
}

/** Reads `www.…` at `start`. */
export function readWwwAddress(text: string, start: number, options: BareOptions): Autolink | null {
  const before = text[start - 1] ?? ' ';
  if (start > options.from && !/[\s*_~(]/.test(before)) return null;
  if (!/^www\./i.test(text.slice(start, start + 4)) || !isHostAt(text, start + 4)) return null;
  const end = endOfAddress(text, start, options);
  return { start, end, destination: `http://${text.slice(start, end)}` };
}

/** Reads `name@host.example` whose `@` stands at `at`. */
export function readMailAddress(text: string, at: number, options: BareOptions): Autolink | null {
  const before = text.slice(Math.max(options.from, at - MAX_MAIL_NAME_LENGTH), at);
  const name = MAIL_NAME_BEFORE.exec(before)?.[0];
  if (name === undefined) return null;
  MAIL_HOST.lastIndex = at;
  const host = MAIL_HOST.exec(text)?.[0];
  if (host === undefined || /[-_]$/.test(host)) return null;
  return { start: at - name.length, end: at + host.length, destination: `mailto:${name}${host}` };
}

function isHostAt(text: string, start: number): boolean {
  HOST.lastIndex = start;
  const host = HOST.exec(text)?.[0];
  return host !== undefined && !host.split('.').slice(-2).join('.').includes('_');
}

function endOfAddress(text: string, start: number, { isInBrackets }: BareOptions): number {
  ADDRESS_END.lastIndex = start;
  let end = ADDRESS_END.exec(text)?.index ?? text.length;
  // Counted once, then kept: counting anew for each trailing parenthesis would be quadratic.
  let parentheses = 0;
  let brackets = 0;
  for (let index = start; index < end; index += 1) {
    const character = text[index];
    if (character === '(') parentheses += 1;
    else if (character === ')') parentheses -= 1;
    else if (character === '[') brackets += 1;
    else if (character === ']') {
      if (isInBrackets && brackets === 0) {
        end = index;
        break;
      }
      brackets -= 1;
    }
  }
  for (; end > start; end -= 1) {
    const last = text[end - 1] ?? '';
    if (last === ')' && parentheses < 0) parentheses += 1;
    else if (last === ']' && brackets < 0) brackets += 1;
    else if (last === ';') {
      const entity = /&[A-Za-z0-9]+;$/.exec(text.slice(Math.max(start, end - LONGEST_ENTITY), end));
      if (entity === null) break;
      end -= entity[0].length - 1;
    } else if (!'?!.,:*_~\'"'.includes(last)) break;
  }
  return end;
}
