import { browser } from 'wxt/browser';

/** WXT types `getMessage` by a list of its own making, which is not always up to date. */
interface MessageSource {
  getMessage(key: string): string;
}

/** A text in the user's language, for what the browser itself draws: menus and suggestions. */
export function textFor(key: string): string {
  const source: MessageSource = browser.i18n;
  return source.getMessage(key);
}
