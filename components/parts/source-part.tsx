import styles from './source-part.module.css';

const LINKED_PROTOCOLS: ReadonlySet<string> = new Set(['https:', 'http:']);

/** A page a reply is based on: its title, and the host it is on. */
export function SourcePart({ url, title }: { readonly url: string; readonly title: string }) {
  const target = URL.canParse(url) ? new URL(url) : null;
  if (target === null || !LINKED_PROTOCOLS.has(target.protocol)) {
    return <p class={styles['source']}>{title || url}</p>;
  }
  return (
    <p class={styles['source']}>
      <a href={target.href} target="_blank" rel="noreferrer" dir="auto">
        {title || target.host}
      </a>{' '}
      <span class={styles['host']}>{target.host}</span>
    </p>
  );
}
