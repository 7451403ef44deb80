import { useRef, useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './confirm-button.module.css';
import { useKeptFocus } from './use-kept-focus';

interface ConfirmButtonProps {
  readonly label: string;
  /** What will be gone, in a sentence. */
  readonly question: string;
  readonly onConfirm: () => void;
}

/** A button for what cannot be taken back: it asks once more, in its own place. */
export function ConfirmButton({ label, question, onConfirm }: ConfirmButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const place = useRef<HTMLFieldSetElement>(null);
  useKeptFocus(place, isAsking);

  function onKeyDown({ key }: KeyboardEvent): void {
    if (key === 'Escape') setAsking(false);
  }
  function confirm(): void {
    setAsking(false);
    onConfirm();
  }

  return (
    <fieldset ref={place} class={styles['confirm']} aria-label={isAsking ? question : label}>
      {isAsking ? (
        <>
          <p>{question}</p>
          <Button key="keep" onKeyDown={onKeyDown} onClick={() => setAsking(false)}>
            {t('keep')}
          </Button>
          <Button key="confirm" onKeyDown={onKeyDown} onClick={confirm}>
            {label}
          </Button>
        </>
      ) : (
        <Button key="ask" onClick={() => setAsking(true)}>
          {label}
        </Button>
      )}
    </fieldset>
  );
}
