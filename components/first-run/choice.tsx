import type { ComponentChildren } from 'preact';
import styles from './choice.module.css';

interface ChoiceProps {
  readonly title: string;
  readonly text: string;
  readonly onClick: () => void;
  /** What is said below it. */
  readonly children?: ComponentChildren;
}

/** One way to begin: what it is, and what it takes. */
export function Choice({ title, text, onClick, children }: ChoiceProps) {
  return (
    <li>
      <button type="button" class={styles['choice']} onClick={onClick}>
        <strong>{title}</strong>
        <span>{text}</span>
      </button>
      {children}
    </li>
  );
}
