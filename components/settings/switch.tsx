import styles from './switch.module.css';
import { useWanted } from './use-wanted';

interface SwitchProps {
  /** What a screen reader says. */
  readonly label: string;
  readonly isOn: boolean;
  /** Must not reject. */
  readonly onChange: (isOn: boolean) => Promise<unknown>;
}

/** Turns something on and off, at once. */
export function Switch({ label, isOn, onChange }: SwitchProps) {
  const [isShownOn, turn] = useWanted(isOn, onChange);
  return (
    <label class={styles['switch']} title={label}>
      <input
        type="checkbox"
        role="switch"
        aria-checked={isShownOn}
        aria-label={label}
        checked={isShownOn}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
    </label>
  );
}
