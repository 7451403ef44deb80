import { useEffect, useMemo, useState } from 'preact/hooks';
import { extensionVersion } from '@/lib/client/about';
import { t } from '@/lib/client/i18n';
import { openLicences } from '@/lib/client/open-page';
import {
  createProvidersStore,
  followProviders,
  loadProviders,
  type ProvidersState,
} from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { AllowedHosts } from './allowed-hosts';
import { DataExchange } from './data-exchange';
import { PrivacyFacts } from './privacy-facts';
import { PromptsSection } from './prompts-section';
import { ProvidersSection } from './providers-section';
import { QuietSites } from './quiet-sites';
import { Section } from './section';
import styles from './settings-page.module.css';
import { ShortcutsSection } from './shortcuts-section';
import { ThemeChoice } from './theme-choice';

const selectAll = (state: ProvidersState) => state;

/** All settings: who answers, how Sidelight looks, and what it keeps. */
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
      {hasFailed && providers === null && <p role="alert">{t('settingsFailed')}</p>}
      {providers && <ProvidersSection providers={providers} store={store} />}
      <Section title={t('appearance')}>
        <ThemeChoice theme={settings?.theme} />
      </Section>
      {settings && <PromptsSection settings={settings} />}
      <ShortcutsSection />
      <Section title={t('privacy')}>
        <PrivacyFacts />
        <DataExchange />
        {settings && <QuietSites settings={settings} />}
        {providers && <AllowedHosts providers={providers} />}
      </Section>
      <Section title={t('about')}>
        <p>{t('aboutText', extensionVersion())}</p>
        <div>
          <Button onClick={openLicences}>{t('thirdPartyNotices')}</Button>
        </div>
      </Section>
    </main>
  );
}
