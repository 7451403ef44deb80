import { useEffect, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import styles from './opening-note.module.css';

/** Opening takes some milliseconds: only when it does not is there something to say. */
const UNUSUAL_AFTER_MS = 2000;

/** What stands in the thread when the background takes long to say what is in it. */
export function OpeningNote() {
  const [isUnusual, setUnusual] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setUnusual(true), UNUSUAL_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isUnusual ? <p class={styles['note']}>{t('connecting')}</p> : null;
}
