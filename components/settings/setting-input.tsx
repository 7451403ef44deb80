import { useState } from 'preact/hooks';
import { readBaseUrl } from '@/lib/chat/base-url';
import type { SettingField } from '@/lib/chat/provider-info';
import { tData } from '@/lib/client/i18n';
import { addressProblem } from './address-problem';
import { CheckField } from './check-field';
import { Field } from './field';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useSaving } from './use-saving';

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: string | boolean | undefined;
  readonly onChange: (value: string | boolean) => Promise<void>;
}

/** The control for one setting, by the setting's type. */
export function SettingInput({ field, value, onChange }: SettingInputProps) {
  const { status, save } = useSaving();
  const [draft, setDraft] = useState<string | null>(null);
  const keep = (next: string | boolean) => save(() => onChange(next));
  const texts = { label: tData(field.label), help: tData(field.help) };
  const note = <SavedNote status={status} />;

  function keepAddress(): void {
    const address = readBaseUrl(draft ?? '');
    if (draft === null || address.type !== 'usable') return;
    void save(() => onChange(address.url)).then((isSaved) => isSaved && setDraft(null));
  }

  switch (field.type) {
    case 'choice':
      return (
        <Field {...texts} note={note}>
          {(attributes) => (
            <select
              {...attributes}
              value={String(value)}
              onChange={(event) => void keep(event.currentTarget.value)}
            >
              {field.options.map((option) => (
                <option key={option.value} value={option.value}>
                  {tData(option.label)}
                </option>
              ))}
            </select>
          )}
        </Field>
      );
    case 'switch':
      return <CheckField {...texts} note={note} isChecked={value === true} onChange={keep} />;
    case 'url':
      return (
        <Field {...texts} note={note} error={draft === null ? null : addressProblem(draft)}>
          {(attributes) => (
            <TextInput
              {...attributes}
              kind="address"
              placeholder={field.placeholder}
              value={draft ?? String(value ?? '')}
              onType={setDraft}
              onKeep={keepAddress}
            />
          )}
        </Field>
      );
  }
}
