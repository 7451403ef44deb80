import { useMemo } from 'preact/hooks';
import type { Reply } from '@/lib/chat/message';
import { formatDuration } from '@/lib/client/duration';
import { t } from '@/lib/client/i18n';
import { useNow } from '@/components/controls/use-now';
import styles from './reply-progress.module.css';

/** Text that flows shows by itself that more is coming; after this long without any, we say so. */
const QUIET_AFTER_MS = 1500;
const STILL_WAITING_AFTER_MS = 5000;

interface ReplyProgressProps {
  readonly reply: Reply;
  readonly providerName: string;
  readonly isConnectionLost: boolean;
}

/** What a reply that streams is waiting for. */
export function ReplyProgress({ reply, providerName, isConnectionLost }: ReplyProgressProps) {
  const now = useNow({ until: isConnectionLost ? 0 : Infinity });
  const { parts, createdAt, wait } = reply;
  const hasContent = parts.some(({ type }) => type !== 'reasoning');
  const since = useMemo(
    () => (parts.length === 0 ? Math.min(createdAt, Date.now()) : Date.now()),
    [parts, createdAt],
  );
  const waitedMs = now - since;

  if (isConnectionLost) return <p class={styles['progress']}>{t('connectionLost')}</p>;
  if (wait !== null && wait.until > now) {
    const duration = formatDuration(wait.until - now);
    const key = wait.kind === 'rate-limit' ? 'asksToWait' : 'triesAgainIn';
    return <p class={styles['progress']}>{t(key, providerName, duration)}</p>;
  }
  if (waitedMs >= STILL_WAITING_AFTER_MS) {
    return <p class={styles['progress']}>{t('stillWaiting', formatDuration(waitedMs))}</p>;
  }
  if (hasContent && waitedMs < QUIET_AFTER_MS) return null;
  return (
    <p class={styles['progress']}>
      <span class={styles['hidden']}>{t('waiting')}</span>
      <span class={styles['dots']} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </p>
  );
}
