import { t } from '@/lib/client/i18n';
import { CheckIcon } from '@/components/controls/icons';
import styles from './saved-note.module.css';
import type { SavingStatus } from './use-saving';

/** Says that a change was kept, in a place of its own so that nothing moves. */
export function SavedNote({ status }: { readonly status: SavingStatus }) {
  return (
    <output class={styles['note']} data-status={status}>
      {status === 'saved' && (
        <>
          <CheckIcon />
          {t('saved')}
        </>
      )}
      {status === 'failed' && t('saveFailed')}
    </output>
  );
}
