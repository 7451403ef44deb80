import type { Conversation } from '@/lib/chat/conversation';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './undo-bar.module.css';

interface UndoBarProps {
  readonly conversation: Conversation;
  readonly onUndo: () => void;
}

/** Says that a conversation was deleted, as long as that can be taken back. */
export function UndoBar({ conversation, onUndo }: UndoBarProps) {
  return (
    <output class={styles['bar']}>
      <span class={styles['text']}>{t('deleted', conversation.title || t('untitled'))}</span>
      <Button onClick={onUndo}>{t('undo')}</Button>
    </output>
  );
}
