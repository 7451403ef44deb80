import { t } from '@/lib/client/i18n';
import { ArrowUpIcon, StopIcon } from './icons';
import styles from './send-button.module.css';

interface SendButtonProps {
  readonly isStreaming: boolean;
  /** Whether there is nothing to send. */
  readonly isDisabled: boolean;
  readonly onStop: () => void;
}

/** Sends the form it is in; it is Stop while a reply streams. */
export function SendButton({ isStreaming, isDisabled, onStop }: SendButtonProps) {
  return isStreaming ? (
    <button
      key="stop"
      type="button"
      class={styles['send']}
      aria-label={t('stop')}
      title={t('stop')}
      onClick={({ detail }) => {
        if (detail < 2) onStop(); // the second half of a double click meant Send
      }}
    >
      <StopIcon />
    </button>
  ) : (
    <button
      key="send"
      type="submit"
      class={styles['send']}
      aria-label={t('send')}
      title={t('send')}
      disabled={isDisabled}
    >
      <ArrowUpIcon />
    </button>
  );
}
