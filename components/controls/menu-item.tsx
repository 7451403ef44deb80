import type { ComponentChildren } from 'preact';
import { CheckIcon } from './icons';
import styles from './menu-item.module.css';

interface MenuItemProps {
  /** Whether this is the chosen one of its group; left out for an item that does something. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
  readonly onSelect: () => void;
  readonly children: ComponentChildren;
}

/** One line of a menu. */
export function MenuItem({ isChecked, isDisabled = false, onSelect, children }: MenuItemProps) {
  const isChoice = isChecked !== undefined;
  return (
    <button
      type="button"
      class={styles['item']}
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={isChecked}
      tabIndex={-1}
      disabled={isDisabled}
      onClick={onSelect}
    >
      <span class={styles['text']}>{children}</span>
      {isChecked && <CheckIcon />}
    </button>
  );
}
