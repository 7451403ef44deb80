import { useState } from 'preact/hooks';
import type { LocalServer } from '@/lib/chat/local-server';
import { t } from '@/lib/client/i18n';
import { addLocalServer, findLocalServers } from '@/lib/client/providers/local-servers';
import type { ProvidersStore } from '@/lib/client/providers/providers-store';
import { Button } from '@/components/controls/button';
import { BrowserModel } from './browser-model';
import { LocalServerRow } from './local-server-row';
import styles from './local-servers.module.css';

type Search =
  | 'idle'
  | 'running'
  | 'no-access'
  | 'failed'
  | { readonly servers: readonly LocalServer[] };

interface LocalServersProps {
  readonly store: ProvidersStore;
  /** A server that was found is to be used: it is a provider now. */
  readonly onUse: (providerId: string) => void;
}

/** The browser's own model, and those of servers on this computer once they are looked for. */
export function LocalServers({ store, onUse }: LocalServersProps) {
  const [search, setSearch] = useState<Search>('idle');
  const [failedId, setFailedId] = useState<string | null>(null);
  const isRunning = search === 'running';

  async function find(): Promise<void> {
    const answer = findLocalServers(); // first: it asks the browser, which answers to the click alone
    setSearch('running');
    setFailedId(null);
    const servers = await answer.catch(() => 'failed' as const);
    setSearch(servers === 'failed' ? servers : servers === null ? 'no-access' : { servers });
  }

  async function use(server: LocalServer): Promise<void> {
    setFailedId(null);
    try {
      onUse(server.providerId ?? (await addLocalServer(store, server)));
    } catch {
      setFailedId(server.id);
    }
  }

  return (
    <div class={styles['search']}>
      <div>
        <Button aria-disabled={isRunning} onClick={() => void (isRunning || find())}>
          {t('findLocalModels')}
        </Button>
      </div>
      <BrowserModel onUse={onUse} />
      <div class={styles['found']} aria-live="polite">
        {typeof search === 'string' ? (
          search !== 'idle' && <p>{t(SEARCH_TEXTS[search])}</p>
        ) : search.servers.length === 0 ? (
          <p>{t('noLocalServers')}</p>
        ) : (
          <ul>
            {search.servers.map((server) => (
              <LocalServerRow
                key={server.baseUrl}
                server={server}
                hasFailed={failedId === server.id}
                onUse={() => void use(server)}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

const SEARCH_TEXTS = {
  running: 'findingLocalModels',
  'no-access': 'localAccessMissing',
  failed: 'settingsFailed',
} as const;
