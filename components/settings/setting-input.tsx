import { useId } from 'preact/hooks';
import type { SettingField } from '@/lib/chat/provider-info';
import { tData } from '@/lib/client/i18n';
import styles from './setting-input.module.css';

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: string | boolean | undefined;
  readonly onChange: (value: string | boolean) => void;
}

/** The control for one setting, by the setting's type. */
export function SettingInput({ field, value, onChange }: SettingInputProps) {
  const id = useId();
  const helpId = `${id}-help`;
  return (
    <div class={styles['setting']} data-type={field.type}>
      <label for={id}>{tData(field.label)}</label>
      {field.type === 'choice' ? (
        <select
          id={id}
          value={String(value)}
          aria-describedby={helpId}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {field.options.map((option) => (
            <option key={option.value} value={option.value}>
              {tData(option.label)}
            </option>
          ))}
        </select>
      ) : (
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          aria-describedby={helpId}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
      <p id={helpId} class={styles['help']}>
        {tData(field.help)}
      </p>
    </div>
  );
}
