import { useEffect, useRef, useState } from 'preact/hooks';
import { readBaseUrl } from '@/lib/chat/base-url';
import type { EndpointPreset } from '@/lib/chat/provider-info';
import {
  addEndpoint,
  listPresets,
  MAX_NAME_LENGTH,
  originPattern,
} from '@/lib/client/providers/endpoints';
import { requestHostAccess } from '@/lib/client/providers/host-access';
import { t, type MessageKey } from '@/lib/client/i18n';
import { refreshModels, type ProvidersStore } from '@/lib/client/providers/providers-store';
import { Button } from '@/components/controls/button';
import { AddressField } from './address-field';
import styles from './add-server.module.css';
import { Field } from './field';
import { KeyLink } from './key-link';
import { TextInput } from './text-input';

const PLACES: readonly { place: EndpointPreset['place']; label: MessageKey }[] = [
  { place: 'cloud', label: 'presetsCloud' },
  { place: 'this-computer', label: 'presetsHere' },
];
/** What is chosen for a server that no preset is for. */
const OWN = '';

interface AddServerProps {
  readonly store: ProvidersStore;
  readonly onAdd: (providerId: string) => void;
  readonly onCancel: () => void;
}

/** A form for one more server, filled in by what is known of common ones. */
export function AddServer({ store, onAdd, onCancel }: AddServerProps) {
  const [presets, setPresets] = useState<readonly EndpointPreset[]>([]);
  const [presetId, setPresetId] = useState(OWN);
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [key, setKey] = useState('');
  const [isChecked, setChecked] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const preset = presets.find(({ id }) => id === presetId);

  useEffect(() => {
    form.current?.querySelector('select')?.focus();
    listPresets().then(setPresets, () => setFailed(true));
  }, []);

  function choose(id: string): void {
    const next = presets.find((each) => each.id === id);
    setPresetId(id);
    setName(next?.name ?? '');
    setAddress(next?.baseUrl ?? '');
  }

  async function submit(): Promise<void> {
    setChecked(true);
    setFailed(false);
    const baseUrl = readBaseUrl(address);
    const kind = preset?.kind ?? presets[0]?.kind; // they all speak the one format
    if (baseUrl.type !== 'usable' || name.trim() === '' || kind === undefined) return;
    // first: the browser answers to the click alone
    const answer = requestHostAccess([originPattern(baseUrl.url)]).catch(() => false);
    try {
      const endpoint = { kind, name: name.trim(), baseUrl: baseUrl.url, key: key.trim() };
      const providerId = await addEndpoint(store, endpoint);
      onAdd(providerId);
      if (await answer) await refreshModels(store, providerId).catch(() => {}); // its card says so
    } catch {
      setFailed(true);
    }
  }

  return (
    <form
      ref={form}
      class={styles['form']}
      aria-label={t('addServer')}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('preset')} help={t('presetHelp')}>
        {(attributes) => (
          <select
            {...attributes}
            value={presetId}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            <option value={OWN}>{t('presetOwn')}</option>
            {PLACES.map(({ place, label }) => (
              <optgroup key={place} label={t(label)}>
                {presets
                  .filter((each) => each.place === place)
                  .map((each) => (
                    <option key={each.id} value={each.id}>
                      {each.name}
                    </option>
                  ))}
              </optgroup>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('serverName')}
        error={isChecked && name.trim() === '' ? t('serverNameMissing') : null}
      >
        {(attributes) => (
          <TextInput
            {...attributes}
            kind="name"
            maxLength={MAX_NAME_LENGTH}
            value={name}
            onType={setName}
          />
        )}
      </Field>
      <AddressField address={address} isChecked={isChecked} onType={setAddress} />
      {preset?.key !== 'none' && (
        <Field
          label={t(preset?.key === 'required' ? 'key' : 'keyOptional')}
          help={t('keyKeptHere')}
          note={preset?.keyPage && <KeyLink page={preset.keyPage} />}
        >
          {(attributes) => <TextInput {...attributes} kind="secret" value={key} onType={setKey} />}
        </Field>
      )}
      {hasFailed && (
        <p class={styles['problem']} role="alert">
          {t('addServerFailed')}
        </p>
      )}
      <div class={styles['actions']}>
        <Button type="submit" look="primary">
          {t('add')}
        </Button>
        <Button onClick={onCancel}>{t('cancel')}</Button>
      </div>
    </form>
  );
}
