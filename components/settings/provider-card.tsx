import { useEffect, useRef } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { healthText } from '@/lib/client/providers/health-text';
import { t, tData } from '@/lib/client/i18n';
import { changePreferences } from '@/lib/client/providers/provider-settings';
import type { ProvidersStore } from '@/lib/client/providers/providers-store';
import { HealthDot } from '@/components/controls/health-dot';
import { ChevronDownIcon } from '@/components/controls/icons';
import styles from './provider-card.module.css';
import { ProviderSettings } from './provider-settings';
import { SavedNote } from './saved-note';
import { Switch } from './switch';
import { useSaving } from './use-saving';

interface ProviderCardProps {
  readonly provider: ProviderInfo;
  readonly store: ProvidersStore;
  readonly isOpen: boolean;
  /** Another one each time that somebody is led here: it comes into view and takes the focus. */
  readonly visit: object | null;
  readonly onToggle: () => void;
}

/** One provider: what it is and how it is, and on a click all that can be set for it. */
export function ProviderCard({ provider, store, isOpen, visit, onToggle }: ProviderCardProps) {
  const { id, name, health, isOn, caveat } = provider;
  const { status, save } = useSaving();
  const title = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (visit === null) return;
    title.current?.scrollIntoView({ block: 'start' });
    title.current?.focus({ preventScroll: true });
  }, [visit]);

  return (
    <li class={styles['card']}>
      <div class={styles['head']}>
        <h3 class={styles['name']}>
          <button
            ref={title}
            type="button"
            aria-expanded={isOpen}
            aria-controls={`${id}-settings`}
            onClick={onToggle}
          >
            <ChevronDownIcon />
            <span dir="auto">{name}</span>
          </button>
        </h3>
        <SavedNote status={status} />
        <Switch
          label={t('useProvider', name)}
          isOn={isOn}
          onChange={(next) => save(() => changePreferences(store, id, () => ({ isOn: next })))}
        />
      </div>
      <p class={styles['health']}>
        {isOn && <HealthDot health={health} />}
        <span>{isOn ? healthText(health) : t('providerOff')}</span>
      </p>
      {caveat !== null && <p class={styles['caveat']}>{tData(caveat)}</p>}
      <div id={`${id}-settings`} class={styles['settings']} hidden={!isOpen}>
        {isOpen && <ProviderSettings provider={provider} store={store} />}
      </div>
    </li>
  );
}
