import { t } from '@/lib/client/i18n';
import { Button } from './button';
import styles from './undo-bar.module.css';

interface UndoBarProps {
  readonly text: string;
  readonly onUndo: () => void;
}

/** Says what was deleted, as long as that can be taken back. */
export function UndoBar({ text, onUndo }: UndoBarProps) {
  return (
    <output class={styles['bar']}>
      <span class={styles['text']}>{text}</span>
      <Button onClick={onUndo}>{t('undo')}</Button>
    </output>
  );
}
