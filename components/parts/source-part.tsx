import { destinationOf } from '@/lib/markdown/link-text';
import { toHref } from '@/lib/markdown/links';
import { Destination } from '@/components/markdown/destination';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './source-part.module.css';

/** A page a reply is based on: its title, and the host it is on. */
export function SourcePart({ url, title }: { readonly url: string; readonly title: string }) {
  const href = toHref(url);
  if (href === null) {
    return (
      <p class={styles['source']}>
        <VisibleText text={title || url} scope="exact" />
      </p>
    );
  }
  const destination = destinationOf(href);
  return (
    <p class={styles['source']}>
      <a
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        referrerpolicy="no-referrer"
        dir="auto"
      >
        <VisibleText text={title || destination} scope="exact" />
      </a>{' '}
      <span class={styles['host']} dir="ltr">
        <Destination name={destination} />
      </span>
    </p>
  );
}
