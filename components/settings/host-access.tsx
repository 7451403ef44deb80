import { useEffect, useState } from 'preact/hooks';
import {
  hasHostAccess,
  hostOf,
  requestHostAccess,
  revokeHostAccess,
  watchHostAccess,
} from '@/lib/client/providers/host-access';
import { formatList, t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './host-access.module.css';

/** Whether the browser lets Sidelight reach a provider's hosts, and the button that changes it. */
export function HostAccess({ origins }: { readonly origins: readonly string[] }) {
  const [isAllowed, setAllowed] = useState<boolean | null>(null);

  useEffect(() => {
    const controller = new AbortController();
    const check = async () => {
      const answer = await hasHostAccess(origins).catch(() => null);
      if (!controller.signal.aborted) setAllowed(answer);
    };
    watchHostAccess(() => void check(), controller.signal);
    void check();
    return () => controller.abort();
  }, [origins]);

  return (
    <div class={styles['access']}>
      <div>
        <h4>{t('hostAccess')}</h4>
        <p class={styles['help']}>{t('hostAccessHelp', formatList(origins.map(hostOf)))}</p>
        <output>{isAllowed === null ? '' : t(isAllowed ? 'accessGiven' : 'accessMissing')}</output>
      </div>
      {isAllowed ? (
        <Button onClick={() => void revokeHostAccess(origins).catch(() => false)}>
          {t('revokeAccess')}
        </Button>
      ) : (
        <Button onClick={() => void requestHostAccess(origins).catch(() => false)}>
          {t('allowAccess')}
        </Button>
      )}
    </div>
  );
}
