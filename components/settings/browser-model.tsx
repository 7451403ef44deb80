import { useEffect, useId, useState } from 'preact/hooks';
import type { BrowserModelStatus } from '@/lib/chat/browser-model';
import { downloadBrowserModel, followBrowserModel } from '@/lib/client/providers/browser-model';
import { formatPercent, t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './browser-model.module.css';

/** The provider that the browser's own model is asked through. */
const PROVIDER_ID = 'browser-model';

/** The model that comes with the browser, where it has one: fetched once, then used. */
export function BrowserModel({ onUse }: { readonly onUse: (providerId: string) => void }) {
  const [status, setStatus] = useState<BrowserModelStatus | null>(null);
  const [downloads, setDownloads] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  const labelId = useId();

  useEffect(() => {
    const controller = new AbortController();
    followBrowserModel(setStatus, controller.signal);
    return () => controller.abort();
  }, [downloads]);

  function download(): void {
    setFailed(false);
    downloadBrowserModel().then(
      () => setDownloads((count) => count + 1), // follows it from its start
      () => setFailed(true),
    );
  }

  if (status === null || status.type === 'unavailable') return null;
  return (
    <div class={styles['model']}>
      <div class={styles['text']}>
        <strong id={labelId}>{t('browserModel')}</strong>
        <p aria-live="polite">{aboutStatus(status)}</p>
        {status.type === 'downloading' && (
          <progress
            aria-labelledby={labelId}
            {...(status.progress !== null && { value: status.progress })}
          />
        )}
        {hasFailed && <p role="alert">{t('browserModelFailed')}</p>}
      </div>
      {status.type === 'downloadable' && <Button onClick={download}>{t('download')}</Button>}
      {status.type === 'available' && (
        <Button aria-label={t('useServer', t('browserModel'))} onClick={() => onUse(PROVIDER_ID)}>
          {t('use')}
        </Button>
      )}
    </div>
  );
}

function aboutStatus(status: Exclude<BrowserModelStatus, { type: 'unavailable' }>): string {
  switch (status.type) {
    case 'downloadable':
      return t('browserModelDownloadable');
    case 'downloading':
      return status.progress === null
        ? t('browserModelDownloading')
        : t('browserModelProgress', formatPercent(status.progress));
    case 'available':
      return t('browserModelAvailable');
  }
}
