import { t } from '@/lib/client/i18n';
import { addressProblem } from './address-problem';
import { Field } from './field';
import { TextInput } from './text-input';

interface AddressFieldProps {
  readonly address: string;
  /** Whether it says what is wrong with the address. */
  readonly isChecked: boolean;
  readonly onType: (address: string) => void;
}

/** Where a server of the user's is. */
export function AddressField({ address, isChecked, onType }: AddressFieldProps) {
  return (
    <Field
      label={t('address')}
      help={t('addressHelp')}
      error={isChecked ? addressProblem(address) : null}
    >
      {(attributes) => (
        <TextInput
          {...attributes}
          kind="address"
          placeholder="https://api.example.com/v1"
          value={address}
          onType={onType}
        />
      )}
    </Field>
  );
}
