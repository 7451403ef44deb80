import type { ComponentChildren } from 'preact';
import type { LinkInline } from '@/lib/markdown/ast';
import { mixesScripts } from '@/lib/markdown/hosts';
import { destinationOf, saysDestination } from '@/lib/markdown/link-text';
import { Destination } from './destination';
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
  const isSaid = saysDestination(link.children, destination) && !mixesScripts(destination);
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
      {!isSaid && (
        <span class={styles['destination']} dir="ltr">
          {' ('}
          <Destination name={destination} />
          {')'}
        </span>
      )}
    </>
  );
}
