import type { LocalServer } from '@/lib/chat/local-server';
import { formatList, t, tCount } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import styles from './local-server-row.module.css';
import { OllamaHint } from './ollama-hint';

/** So many names say what a server has. */
const NAMED_MODELS = 3;

interface LocalServerRowProps {
  readonly server: LocalServer;
  /** Whether it could not be taken into use. */
  readonly hasFailed: boolean;
  readonly onUse: () => void;
}

/** A server that answered on this computer, and what it has. */
export function LocalServerRow({ server, hasFailed, onUse }: LocalServerRowProps) {
  const { name, baseUrl, models, refusesUs, providerId } = server;
  return (
    <li class={styles['server']}>
      <div class={styles['text']}>
        <strong>{name}</strong>
        <span dir="ltr">{new URL(baseUrl).host}</span>
        <p>{refusesUs ? t('serverRefusesUs', name) : aboutModels(models)}</p>
        {providerId !== null && <p>{t('serverInUse')}</p>}
        {hasFailed && <p role="alert">{t('addServerFailed')}</p>}
      </div>
      {!refusesUs && (
        <Button aria-label={t('useServer', name)} onClick={onUse}>
          {t('use')}
        </Button>
      )}
      {refusesUs && <OllamaHint />}
    </li>
  );
}

function aboutModels(models: LocalServer['models']): string {
  if (models === null) return t('serverWantsKey');
  if (models.length === 0) return t('serverHasNoModels');
  const count = tCount('modelsFound', models.length);
  return t('serverModels', count, formatList(models.slice(0, NAMED_MODELS)));
}
