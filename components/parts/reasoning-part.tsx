import { useState } from 'preact/hooks';
import type { MessagePart } from '@/lib/chat/message';
import { formatDuration } from '@/lib/client/duration';
import { t } from '@/lib/client/i18n';
import { Markdown } from '@/components/markdown/markdown';
import { useNow } from '@/components/controls/use-now';
import styles from './reasoning-part.module.css';

interface ReasoningPartProps {
  readonly part: Extract<MessagePart, { readonly type: 'reasoning' }>;
  readonly isStreaming: boolean;
}

/** What a model thought before it answered, and for how long: folded, and drawn once it is unfolded. */
export function ReasoningPart({ part, isStreaming }: ReasoningPartProps) {
  const [isOpen, setOpen] = useState(false);
  const { text, startedAt, endedAt } = part;
  return (
    <details class={styles['reasoning']} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {isStreaming && startedAt !== undefined && endedAt === undefined ? (
          <Thinking since={startedAt} />
        ) : (
          summaryOf(part)
        )}
      </summary>
      {isOpen && (
        <div class={styles['text']}>
          <Markdown text={text} isStreaming={isStreaming} />
        </div>
      )}
    </details>
  );
}

function Thinking({ since }: { readonly since: number }) {
  const now = useNow({ until: Infinity });
  return <>{t('thinking', formatDuration(now - since))}</>;
}

function summaryOf({ startedAt, endedAt }: ReasoningPartProps['part']): string {
  if (startedAt === undefined || endedAt === undefined) return t('reasoning');
  return t('thoughtFor', formatDuration(endedAt - startedAt));
}
