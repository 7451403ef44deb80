import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Settings } from '@/lib/settings/settings';
import { t, type MessageKey } from '@/lib/client/i18n';
import {
  createProvidersStore,
  followProviders,
  loadProviders,
  type ProvidersState,
} from '@/lib/client/providers-store';
import { changeTheme } from '@/lib/client/theme';
import { useStore } from '@/lib/client/use-store';
import { ProviderSettings } from './provider-settings';
import styles from './settings-page.module.css';

const THEMES: readonly { theme: Settings['theme']; label: MessageKey }[] = [
  { theme: 'system', label: 'themeSystem' },
  { theme: 'light', label: 'themeLight' },
  { theme: 'dark', label: 'themeDark' },
];
const selectAll = (state: ProvidersState) => state;

/** All settings: how Sidelight looks, and what each provider lets the user choose. */
export function SettingsPage() {
  const store = useMemo(createProvidersStore, []);
  const { providers, settings } = useStore(store, selectAll);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    followProviders(store, controller.signal);
    loadProviders(store).catch(() => setFailed(true));
    return () => controller.abort();
  }, [store]);

  return (
    <main class={styles['page']}>
      <h1>{t('settingsTitle')}</h1>
      <section class={styles['section']}>
        <h2>{t('appearance')}</h2>
        <fieldset class={styles['choices']}>
          <legend>{t('theme')}</legend>
          {THEMES.map(({ theme, label }) => (
            <label key={theme}>
              <input
                type="radio"
                name="theme"
                checked={settings?.theme === theme}
                onChange={() => void changeTheme(theme)}
              />
              {t(label)}
            </label>
          ))}
        </fieldset>
      </section>
      {hasFailed && providers === null && <p role="alert">{t('settingsFailed')}</p>}
      {providers?.map((provider) => (
        <section key={provider.id} class={styles['section']}>
          <h2>{provider.name}</h2>
          <ProviderSettings provider={provider} store={store} />
        </section>
      ))}
    </main>
  );
}
