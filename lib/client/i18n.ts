import { browser } from 'wxt/browser';
import type english from '../../public/_locales/en/messages.json';

/** The name of a text in `public/_locales`; the English file says which there are. */
export type MessageKey = keyof typeof english;

/** The names that have a text for each plural form, without the `_one` and `_other` at their end. */
type CountedKey = MessageKey extends infer Key
  ? Key extends `${infer Base}_other`
    ? Base
    : never
  : never;

/** The text named `key` in the user's language, with `$1`, `$2`… replaced. */
export function t(key: MessageKey, ...substitutions: readonly (string | number)[]): string {
  return lookUp(key, substitutions);
}

/** The text named `key` in the form that `count` needs; `$1` is the count as people write it. */
export function tCount(key: CountedKey, count: number): string {
  const form = pluralRules(language()).select(count);
  return (
    lookUp(`${key}_${form}`, [formatNumber(count)]) || lookUp(`${key}_other`, [formatNumber(count)])
  );
}

/** A text that a provider names in its data; the name itself where there is no such text. */
export function tData(key: string): string {
  return lookUp(key, []) || key;
}

/** The language the browser speaks, such as `en-GB`. */
export function language(): string {
  return browser.i18n.getUILanguage();
}

export function textDirection(): 'ltr' | 'rtl' {
  return browser.i18n.getMessage('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr';
}

/** `1234567` as `1,234,567`, the way the user's language groups it. */
export function formatNumber(value: number): string {
  return numberFormat(language()).format(value);
}

/** `0.4` as `40%`. */
export function formatPercent(share: number): string {
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(share);
}

/** A time of day, such as `14:05`; milliseconds since the epoch. */
export function formatTime(at: number): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(at);
}

/** A day, such as `Nov 21, 2026`; milliseconds since the epoch. */
export function formatDate(at: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(at);
}

/** `0.74` as `74 %`; what is there at all is never 0 %, and what is left out never 100 %. */
export function formatShare(share: number): string {
  const percent = share >= 1 ? 1 : Math.max(0.01, Math.floor(share * 100) / 100);
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(percent);
}

/** `a, b and c` in the user's language. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: 'conjunction' }).format(items);
}

/** To make one takes as long as to use it some hundred times, and each code block counts its lines. */
const numberFormat = eachOnce((tag) => new Intl.NumberFormat(tag));
const pluralRules = eachOnce((tag) => new Intl.PluralRules(tag));

function eachOnce<Made>(make: (tag: string) => Made): (tag: string) => Made {
  const made = new Map<string, Made>();
  return (tag) => {
    const one = made.get(tag) ?? make(tag);
    made.set(tag, one);
    return one;
  };
}

function lookUp(key: string, substitutions: readonly (string | number)[]): string {
  const i18n: MessageSource = browser.i18n;
  return i18n.getMessage(key, substitutions.map(String));
}

/** WXT types `getMessage` by a list of its own making; `MessageKey` says the same, always up to date. */
interface MessageSource {
  getMessage(key: string, substitutions: string[]): string;
}
