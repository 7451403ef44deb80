import { useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { renameEndpoint, removeEndpoint } from '@/lib/client/providers/endpoints';
import { hostOf } from '@/lib/client/providers/host-access';
import { formatList, t } from '@/lib/client/i18n';
import { changePreferences } from '@/lib/client/providers/provider-settings';
import {
  changeProviderSetting,
  type ProvidersState,
  type ProvidersStore,
} from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { preferencesOf } from '@/lib/settings/settings';
import { CheckField } from './check-field';
import { ConfirmButton } from './confirm-button';
import { EndpointName } from './endpoint-name';
import { HeadersField } from './headers-field';
import { HostAccess } from './host-access';
import { KeyField } from './key-field';
import { ModelSettings } from './model-settings';
import { OptionSettings } from './option-settings';
import styles from './provider-settings.module.css';
import { ProviderTest } from './provider-test';
import { SavedNote } from './saved-note';
import { SettingInput } from './setting-input';
import { useSaving } from './use-saving';

interface ProviderSettingsProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
}

const selectSettings = (state: ProvidersState) => state.settings;

/** What a user can set for one provider, drawn from what the provider says of itself. */
export function ProviderSettings({ provider, store }: ProviderSettingsProps) {
  const settings = useStore(store, selectSettings);
  const takeover = useSaving();
  const removal = useSaving();
  const [isReplacingKey, setReplacingKey] = useState(false);
  const { id, name, origins } = provider;

  return (
    <div class={styles['settings']}>
      {provider.isEndpoint && (
        <EndpointName name={name} onRename={(text) => renameEndpoint(store, id, text)} />
      )}
      {provider.key.need !== 'none' && (
        <KeyField
          provider={provider}
          store={store}
          isReplacing={isReplacingKey}
          onReplacingChange={setReplacingKey}
        />
      )}
      {origins.length > 0 && <HostAccess origins={origins} />}
      {provider.settingFields.map((field) => (
        <SettingInput
          key={field.key}
          field={field}
          value={provider.settings[field.key]}
          onChange={(value) =>
            changeProviderSetting(store, { providerId: id, key: field.key, value })
          }
        />
      ))}
      {provider.takesHeaders && <HeadersField provider={provider} store={store} />}
      <ProviderTest
        key={`${provider.key.isSet} ${isReplacingKey}`} // what it said does not hold for another key
        provider={provider}
        onEditKey={() => setReplacingKey(true)}
      />
      <ModelSettings provider={provider} store={store} />
      <OptionSettings provider={provider} store={store} />
      <CheckField
        label={t('takesOver')}
        help={t('takesOverHelp', name, formatList([...new Set(origins.map(hostOf))]))}
        isChecked={settings !== null && preferencesOf(settings, id).takesOver}
        note={<SavedNote status={takeover.status} />}
        onChange={(takesOver) =>
          takeover.save(() => changePreferences(store, id, () => ({ takesOver })))
        }
      />
      {provider.isEndpoint && (
        <div class={styles['removal']}>
          <ConfirmButton
            label={t('removeServer')}
            question={t('removeServerQuestion', name)}
            onConfirm={() => void removal.save(() => removeEndpoint(store, id))}
          />
          <SavedNote status={removal.status} />
        </div>
      )}
    </div>
  );
}
