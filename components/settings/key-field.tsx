import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { requestHostAccess } from '@/lib/client/providers/host-access';
import { t } from '@/lib/client/i18n';
import { saveKey } from '@/lib/client/providers/provider-settings';
import type { ProvidersStore } from '@/lib/client/providers/providers-store';
import { Button } from '@/components/controls/button';
import { ConfirmButton } from './confirm-button';
import { Field } from './field';
import { KeyLink } from './key-link';
import styles from './key-field.module.css';
import { SavedNote } from './saved-note';
import { TextInput } from './text-input';
import { useKeptFocus } from './use-kept-focus';
import { useSaving } from './use-saving';

interface KeyFieldProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
  /** Whether a new key is typed in the place of the one that is kept. */
  readonly isReplacing: boolean;
  readonly onReplacingChange: (isReplacing: boolean) => void;
}

/** Takes a provider's key. A key that is kept cannot be shown again: it is replaced or removed. */
export function KeyField({ provider, store, isReplacing, onReplacingChange }: KeyFieldProps) {
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { status, save } = useSaving();
  const row = useRef<HTMLDivElement>(null);
  const { id, name, origins, key } = provider;
  const isShut = key.isSet && !isReplacing;
  useKeptFocus(row, isShut);
  useEffect(() => {
    if (isReplacing) row.current?.querySelector('input')?.focus();
  }, [isReplacing]);

  async function submit(): Promise<void> {
    const typed = text.trim();
    setMissing(typed === '');
    if (typed === '') return;
    const answer = requestHostAccess(origins); // first: the browser answers to the click alone
    if (await save(() => saveKey(store, id, typed))) {
      setText('');
      onReplacingChange(false);
    }
    await answer.catch(() => false); // the health line says what is still missing
  }

  return (
    <form
      class={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field
        label={t('key')}
        help={t('keyHelp', name)}
        error={isMissing && text.trim() === '' ? t('keyMissing') : null}
        note={<SavedNote status={status} />}
      >
        {(attributes) => (
          <div ref={row} class={styles['row']}>
            {isShut ? (
              <input
                key="kept"
                {...attributes}
                class={styles['kept']}
                readOnly
                value={t('keyKept')}
              />
            ) : (
              <TextInput
                key="new"
                {...attributes}
                kind="secret"
                placeholder={t('keyPlaceholder')}
                value={text}
                onType={setText}
              />
            )}
            {isShut ? (
              <Button key="replace" onClick={() => onReplacingChange(true)}>
                {t('replace')}
              </Button>
            ) : (
              <Button key="save" type="submit">
                {t('save')}
              </Button>
            )}
          </div>
        )}
      </Field>
      <div class={styles['row']}>
        {key.page !== null && <KeyLink page={key.page} />}
        {isReplacing && (
          <Button
            look="quiet"
            onClick={() => {
              setText('');
              onReplacingChange(false);
            }}
          >
            {t('cancel')}
          </Button>
        )}
        {isShut && (
          <ConfirmButton
            label={t('removeKey')}
            question={t('removeKeyQuestion', name)}
            onConfirm={() => void save(() => saveKey(store, id, null))}
          />
        )}
      </div>
    </form>
  );
}
