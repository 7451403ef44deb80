import { useEffect, useRef, useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { t } from '@/lib/client/i18n';
import type { ProvidersStore } from '@/lib/client/providers/providers-store';
import { Button } from '@/components/controls/button';
import { AddServer } from './add-server';
import { LocalServers } from './local-servers';
import { ProviderCard } from './provider-card';
import styles from './providers-section.module.css';
import { useKeptFocus } from './use-kept-focus';

interface ProvidersSectionProps {
  readonly providers: readonly ProviderInfo[];
  readonly store: ProvidersStore;
}

/** All providers, one open at a time; `#` and an id in the address opens that one. */
export function ProvidersSection({ providers, store }: ProvidersSectionProps) {
  const [openId, setOpenId] = useState(idInAddress);
  const [visit, setVisit] = useState(() => ({ id: idInAddress() }));
  const [isAdding, setAdding] = useState(false);
  const addButton = useRef<HTMLDivElement>(null);
  useKeptFocus(addButton, providers.length); // as when the one it was in is removed

  useEffect(() => {
    const follow = () => goTo(idInAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);

  function goTo(id: string | null): void {
    setAdding(false);
    setOpenId(id);
    setVisit({ id });
  }

  function cancel(): void {
    setAdding(false);
    addButton.current?.querySelector('button')?.focus();
  }

  return (
    <section class={styles['section']} aria-labelledby="providers">
      <h2 id="providers">{t('providers')}</h2>
      <p class={styles['help']}>{t('providersHelp')}</p>
      <div class={styles['body']}>
        <ul>
          {providers.map((provider) => (
            <ProviderCard
              key={provider.id}
              provider={provider}
              store={store}
              isOpen={provider.id === openId}
              visit={provider.id === visit.id ? visit : null}
              onToggle={() => setOpenId(provider.id === openId ? null : provider.id)}
            />
          ))}
        </ul>
        <div ref={addButton} class={styles['add']} hidden={isAdding}>
          <Button onClick={() => setAdding(true)}>{t('addServer')}</Button>
          <p class={styles['help']}>{t('addServerHelp')}</p>
        </div>
        {isAdding && <AddServer store={store} onAdd={goTo} onCancel={cancel} />}
      </div>
      <h3>{t('onThisComputer')}</h3>
      <p class={styles['help']}>{t('onThisComputerHelp')}</p>
      <LocalServers store={store} onUse={goTo} />
    </section>
  );
}

function idInAddress(): string | null {
  return location.hash.slice(1) || null;
}
