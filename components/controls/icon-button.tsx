import type { ButtonHTMLAttributes, ComponentType } from 'preact';
import styles from './icon-button.module.css';

interface IconButtonProps extends Omit<ButtonHTMLAttributes, 'class' | 'icon' | 'label'> {
  readonly icon: ComponentType;
  /** What a screen reader says, and the pointer sees. */
  readonly label: string;
}

/** A button with an icon and no text. */
export function IconButton({ icon: Icon, label, ...attributes }: IconButtonProps) {
  return (
    <button type="button" class={styles['button']} aria-label={label} title={label} {...attributes}>
      <Icon />
    </button>
  );
}
