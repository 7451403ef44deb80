import type { Inline } from './ast';
import { readBracketedAutolink, type Autolink } from './autolinks';
import type { InlineCursor } from './inline-cursor';

/** Reads an address in angle brackets, or takes the bracket here as text. */
export function takeBracketedAutolink(cursor: InlineCursor): void {
  const link = readBracketedAutolink(cursor.text, cursor.index);
  const href = link === null ? null : cursor.options.toHref(link.destination);
  if (link === null || href === null) {
    cursor.index += 1;
    return;
  }
  cursor.flush(cursor.index);
  pushAutolink(cursor, link, href);
  cursor.goTo(link.end + 1);
}

/** Takes `link`, an address that stands here in plain text, or a character where there is none. */
export function takeBareAutolink(cursor: InlineCursor, link: Autolink | null): void {
  if (link === null) {
    cursor.index += 1;
    return;
  }
  const isGrowing = cursor.isOpen && link.end === cursor.text.length;
  const href = isGrowing ? null : cursor.options.toHref(link.destination);
  if (href === null) {
    cursor.index = link.end; // reading it again from its middle would be quadratic
    return;
  }
  cursor.flush(link.start);
  pushAutolink(cursor, link, href);
  cursor.goTo(link.end);
}

function pushAutolink(cursor: InlineCursor, { start, end }: Autolink, href: string): void {
  const source = cursor.text.slice(start, end);
  const children: readonly Inline[] = [{ type: 'text', text: source }];
  cursor.pushNode({ type: 'link', href, title: '', children }, source);
}
