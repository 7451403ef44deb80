import { useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { t } from '@/lib/client/i18n';
import { isHeaderName, isHeaderValue, saveHeader } from '@/lib/client/providers/provider-settings';
import type { ProvidersStore } from '@/lib/client/providers/providers-store';
import { Button } from '@/components/controls/button';
import { IconButton } from '@/components/controls/icon-button';
import { TrashIcon } from '@/components/controls/icons';
import { Field } from './field';
import styles from './headers-field.module.css';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useSaving } from './use-saving';

interface HeadersFieldProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
}

/** Headers that requests to a provider carry. Values may be secret, so they are not shown again. */
export function HeadersField({ provider, store }: HeadersFieldProps) {
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [isChecked, setChecked] = useState(false);
  const { status, save } = useSaving();

  async function submit(): Promise<void> {
    setChecked(true);
    if (!isHeaderName(name.trim()) || !isHeaderValue(value.trim())) return;
    const header = { name: name.trim(), value: value.trim() };
    if (!(await save(() => saveHeader(store, provider.id, header)))) return;
    setName('');
    setValue('');
    setChecked(false);
  }

  return (
    <form
      class={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class={styles['head']}>
        <h4>{t('headers')}</h4>
        <SavedNote status={status} />
      </div>
      <p class={styles['help']}>{t('headersHelp')}</p>
      {provider.headerNames.length > 0 && (
        <ul>
          {provider.headerNames.map((each) => (
            <li key={each} class={styles['header']}>
              <code dir="ltr">{each}: ••••••••</code>
              <IconButton
                icon={TrashIcon}
                label={t('removeHeader', each)}
                onClick={() =>
                  void save(() => saveHeader(store, provider.id, { name: each, value: null }))
                }
              />
            </li>
          ))}
        </ul>
      )}
      <div class={styles['new']}>
        <Field
          label={t('headerName')}
          error={isChecked && !isHeaderName(name.trim()) ? t('headerNameInvalid') : null}
        >
          {(attributes) => <TextInput {...attributes} kind="code" value={name} onType={setName} />}
        </Field>
        <Field
          label={t('headerValue')}
          error={isChecked && !isHeaderValue(value.trim()) ? t('headerValueInvalid') : null}
        >
          {(attributes) => (
            <TextInput {...attributes} kind="secret" value={value} onType={setValue} />
          )}
        </Field>
        <Button type="submit">{t('addHeader')}</Button>
      </div>
    </form>
  );
}
