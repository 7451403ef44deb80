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
  const label = t(isStreaming ? 'stop' : 'send');
  return (
    <button
      key={isStreaming ? 'stop' : 'send'} // another button: a press of the one is none of the other
      type={isStreaming ? 'button' : 'submit'}
      class={styles['send']}
      aria-label={label}
      title={label}
      disabled={isDisabled && !isStreaming}
      onClick={({ detail }) => {
        if (isStreaming && detail < 2) onStop(); // the second half of a double click meant Send
      }}
    >
      {isStreaming ? <StopIcon /> : <ArrowUpIcon />}
    </button>
  );
}
