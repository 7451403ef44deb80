import type { ButtonHTMLAttributes } from 'preact';
import styles from './button.module.css';

interface ButtonProps extends Omit<ButtonHTMLAttributes, 'class'> {
  /** `primary` for the one thing to do next, `plain` beside it, `quiet` without an edge. */
  readonly look?: 'primary' | 'plain' | 'quiet';
}

/** A button with a text. */
export function Button({ look = 'plain', ...attributes }: ButtonProps) {
  return <button type="button" class={styles['button']} data-look={look} {...attributes} />;
}
