import type { ComponentChildren } from 'preact';
import type { LinkInline } from '@/lib/markdown/ast';
import { destinationOf, saysDestination } from '@/lib/markdown/link-text';
import styles from './markdown.module.css';

/** A link that says where it leads, whatever its text claims. */
export function Link({
  link,
  children,
}: {
  readonly link: LinkInline;
  readonly children: ComponentChildren;
}) {
  const destination = destinationOf(link.href);
  return (
    <>
      <a
        href={link.href}
        title={link.href}
        target="_blank"
        rel="noopener noreferrer"
        referrerpolicy="no-referrer"
      >
        {link.children.length === 0 ? link.href : children}
      </a>
      {!saysDestination(link.children, destination) && (
        <span class={styles['destination']} dir="ltr">
          {` (${destination})`}
        </span>
      )}
    </>
  );
}
