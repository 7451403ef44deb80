import type { ProviderInfo } from '@/lib/chat/provider-info';
import { changeProviderSetting, type ProvidersStore } from '@/lib/client/providers-store';
import { HostAccess } from './host-access';
import styles from './provider-settings.module.css';
import { SettingInput } from './setting-input';

interface ProviderSettingsProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
}

/** What a user can set for one provider, drawn from what the provider says of itself. */
export function ProviderSettings({ provider, store }: ProviderSettingsProps) {
  return (
    <div class={styles['settings']}>
      <HostAccess origins={provider.origins} />
      {provider.settingFields.map((field) => (
        <SettingInput
          key={field.key}
          field={field}
          value={provider.settings[field.key]}
          onChange={(value) =>
            void changeProviderSetting(store, { providerId: provider.id, key: field.key, value })
          }
        />
      ))}
    </div>
  );
}
