import type { ComponentChildren } from 'preact';
import styles from './menu-group.module.css';

/** Items of a menu that belong together, under a name. */
export function MenuGroup({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ComponentChildren;
}) {
  return (
    <fieldset class={styles['group']} aria-label={label}>
      <div class={styles['label']} aria-hidden="true">
        {label}
      </div>
      {children}
    </fieldset>
  );
}
