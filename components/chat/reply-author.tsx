import { formatDate, t } from '@/lib/client/i18n';
import styles from './message.module.css';

interface ReplyAuthorProps {
  readonly name: string;
  /** When the reply came in from a file, which is all that says whose it is. */
  readonly importedAt?: number | undefined;
}

/** Who answered, above the text; the message itself is labelled with it. */
export function ReplyAuthor({ name, importedAt }: ReplyAuthorProps) {
  return (
    <div class={styles['author']}>
      <span aria-hidden="true">{name}</span>
      {importedAt !== undefined && (
        <span class={styles['imported']}>{t('importedOn', formatDate(importedAt))}</span>
      )}
    </div>
  );
}
