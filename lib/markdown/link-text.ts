import type { Inline } from './ast';
import { textOfInline } from './inline-text';

/** Where `href` leads, as a reader needs to see it: the host in ASCII, or the mail address. */
export function destinationOf(href: string): string {
  const url = new URL(href);
  return url.protocol === 'mailto:' ? decoded(url.pathname) : url.host;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign
  }
}

/** Whether the text of a link begins with where it leads, so that nobody need say it again. */
export function saysDestination(children: readonly Inline[], destination: string): boolean {
  const text = children.map(textOfInline).join('').trim().toLowerCase();
  const address = text.replace(/^(?:https?:\/\/|mailto:)/, '');
  const wanted = destination.toLowerCase();
  if (!address.startsWith(wanted)) return false;
  const next = address.charAt(wanted.length);
  return next === '' || '/?#'.includes(next);
}
