import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import styles from './field.module.css';

/** What a control needs to be tied to its label, help and error. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string;
  readonly 'aria-invalid': boolean;
}

interface FieldProps {
  readonly label: string;
  readonly help?: string;
  /** What is wrong with what is in it; `null` where nothing is. */
  readonly error?: string | null;
  /** Stands beside the label. */
  readonly note?: ComponentChildren;
  readonly children: (attributes: ControlAttributes) => ComponentChildren;
}

/** One control with its label above it, and below it what it is for and what is wrong. */
export function Field({ label, help, error = null, note, children }: FieldProps) {
  const id = useId();
  const describedBy = `${id}-about`;
  return (
    <div class={styles['field']}>
      <div class={styles['head']}>
        <label for={id}>{label}</label>
        {note}
      </div>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error !== null })}
      <div id={describedBy} class={styles['about']}>
        {error !== null && (
          <p class={styles['error']} role="alert">
            {error}
          </p>
        )}
        {help !== undefined && <p>{help}</p>}
      </div>
    </div>
  );
}
