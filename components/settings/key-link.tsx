import { t } from '@/lib/client/i18n';
import styles from './key-link.module.css';

/** Where a person gets a key. */
export function KeyLink({ page }: { readonly page: string }) {
  return (
    <a class={styles['link']} href={page} target="_blank" rel="noreferrer">
      {t('getKey')}
    </a>
  );
}
