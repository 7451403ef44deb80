import { useEffect, useState } from 'preact/hooks';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { listOtherHosts } from '@/lib/client/providers/granted-hosts';
import { hostOf, revokeHostAccess, watchHostAccess } from '@/lib/client/providers/host-access';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './allowed-hosts.module.css';

/** Hosts that were allowed and are no provider's, such as those of images; each can be given back. */
export function AllowedHosts({ providers }: { readonly providers: readonly ProviderInfo[] }) {
  const [hosts, setHosts] = useState<readonly string[] | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    const read = async () => {
      const granted = await listOtherHosts(providers).catch(() => null);
      if (!controller.signal.aborted) setHosts(granted);
    };
    watchHostAccess(() => void read(), controller.signal);
    void read();
    return () => controller.abort();
  }, [providers]);

  return (
    <div class={styles['hosts']}>
      <h3>{t('otherHosts')}</h3>
      <p class={styles['help']}>{t('otherHostsHelp')}</p>
      {hosts?.length === 0 && <p class={styles['help']}>{t('noOtherHosts')}</p>}
      {hosts !== null && hosts.length > 0 && (
        <ul>
          {hosts.map((origin) => (
            <li key={origin} class={styles['host']}>
              <span dir="ltr">{hostOf(origin)}</span>
              <Button
                aria-label={t('revokeAccessTo', hostOf(origin))}
                onClick={() => void revokeHostAccess([origin]).catch(() => false)}
              >
                {t('revokeAccess')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
