import { useEffect, useState } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import type { ContextProblem as Problem } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { openSettingsPage } from '@/lib/client/open-page';
import { allowAndRead, canAskFor, dismissProblem } from '@/lib/client/pages/page-context';
import { refusalText } from '@/lib/client/pages/page-context-texts';
import { Button } from '@/components/controls/button';
import { IconButton } from '@/components/controls/icon-button';
import { CloseIcon } from '@/components/controls/icons';
import styles from './context-problem.module.css';

interface ContextProblemProps {
  readonly chat: Chat;
  readonly problem: Problem;
}

/** Why nothing was read of a page, and the button that helps. */
export function ContextProblem({ chat, problem }: ContextProblemProps) {
  const { reason, wanted, url } = problem;
  const canAsk = useCanAsk(problem);
  const host = URL.canParse(url) ? new URL(url).host : '';
  return (
    <div class={styles['problem']} role="alert">
      <p>{reason === 'no-access' && !canAsk ? t(unreadable(problem)) : refusalText(problem)}</p>
      {reason === 'quiet-site' && (
        <Button onClick={() => openSettingsPage('quiet-sites')}>{t('quietSites')}</Button>
      )}
      {reason === 'no-access' && canAsk && wanted !== 'screen' && (
        <Button look="primary" onClick={() => void allowAndRead(chat, problem)}>
          {host === '' ? t('allowAllSites') : t('allowReading', host)}
        </Button>
      )}
      <IconButton icon={CloseIcon} label={t('dismiss')} onClick={() => dismissProblem(chat)} />
    </div>
  );
}

/** A picture needs a press of the toolbar button, whatever else was allowed. */
function unreadable({ wanted }: Problem) {
  return wanted === 'screen' ? 'screenNoAccess' : 'pageUnreadable';
}

function useCanAsk({ reason, wanted, url }: Problem): boolean {
  const [canAsk, setCanAsk] = useState(wanted !== 'screen');
  useEffect(() => {
    if (reason !== 'no-access' || wanted === 'screen') return;
    const mounted = new AbortController();
    canAskFor(url).then(
      (can) => !mounted.signal.aborted && setCanAsk(can),
      () => {}, // then asking tells
    );
    return () => mounted.abort();
  }, [reason, wanted, url]);
  return canAsk;
}
