import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './check-field.module.css';
import { useWanted } from './use-wanted';

interface CheckFieldProps {
  readonly label: string;
  readonly help: string;
  readonly isChecked: boolean;
  /** Must not reject. */
  readonly onChange: (isChecked: boolean) => Promise<unknown>;
  /** Stands beside the label. */
  readonly note?: ComponentChildren;
}

/** Something that is so or not, with what it means. */
export function CheckField({ label, help, isChecked, onChange, note }: CheckFieldProps) {
  const [isShownChecked, check] = useWanted(isChecked, onChange);
  const id = useId();
  const helpId = `${id}-help`;
  return (
    <div class={styles['field']}>
      <label for={id}>
        <input
          id={id}
          type="checkbox"
          checked={isShownChecked}
          aria-describedby={helpId}
          onChange={(event) => check(event.currentTarget.checked)}
        />
        {label}
      </label>
      {note}
      <p id={helpId}>{help}</p>
    </div>
  );
}
