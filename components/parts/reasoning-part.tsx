import { useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { Markdown } from '@/components/markdown/markdown';
import styles from './reasoning-part.module.css';

/** What a model thought before it answered: folded, and drawn only once it is unfolded. */
export function ReasoningPart({
  text,
  isStreaming,
}: {
  readonly text: string;
  readonly isStreaming: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class={styles['reasoning']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('reasoning')}</summary>
      {isOpen && (
        <div class={styles['text']}>
          <Markdown text={text} isStreaming={isStreaming} />
        </div>
      )}
    </details>
  );
}
