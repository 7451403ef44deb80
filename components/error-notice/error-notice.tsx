import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { ErrorData } from '@/lib/chat/errors';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { formatDuration } from '@/lib/client/duration';
import { hostOf, requestHostAccess } from '@/lib/client/providers/host-access';
import { formatList, t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import { useNow } from '@/components/controls/use-now';
import styles from './error-notice.module.css';
import { actionsFor, ERROR_TEXTS, type ErrorAction } from './error-text';

export interface ErrorNoticeProps {
  readonly error: ErrorData;
  /** Who failed, where that is known. */
  readonly provider: ProviderInfo | null;
  /** What stayed of what the user had, in a sentence. */
  readonly kept: string;
  /** Whether there is some text that a reply could go on from. */
  readonly hasText: boolean;
  /** When the action may be tried again, in milliseconds since the epoch. */
  readonly retryAt: number;
  readonly onAction: (action: Exclude<ErrorAction, 'allow-access'>) => void;
  /** What else can be done, beside the buttons that every error of this kind has. */
  readonly children?: ComponentChildren;
}

/** What went wrong in one sentence, what was kept, and the button that fixes it. */
export function ErrorNotice({ error, provider, kept, hasText, ...props }: ErrorNoticeProps) {
  const { retryAt, onAction, children } = props;
  const [isDeclined, setDeclined] = useState(false);
  const { primary, secondary } = actionsFor(error.kind, { hasText });
  const origins = provider?.origins ?? [];
  const name = provider?.name ?? t('theService');
  const hosts = formatList([...new Set(origins.map(hostOf))]);

  async function allowAccess(): Promise<void> {
    const isGranted = await requestHostAccess(origins).catch(() => false);
    setDeclined(!isGranted);
    if (isGranted) onAction('retry');
  }
  const run = (action: ErrorAction) =>
    action === 'allow-access' ? void allowAccess() : onAction(action);

  return (
    <section class={styles['notice']} role="alert" data-kind={error.kind}>
      <p class={styles['text']}>
        {isDeclined
          ? t('errorHostAccessDeclined', name)
          : t(ERROR_TEXTS[error.kind].text, name, hosts)}{' '}
        <span class={styles['kept']}>{kept}</span>
      </p>
      {/* a count-down is no news: not read aloud each second */}
      <div class={styles['actions']} aria-live="off">
        <ActionButton
          action={primary}
          look="primary"
          retryAt={retryAt}
          siteName={provider?.site.name ?? name}
          onClick={() => run(primary)}
        />
        {secondary && (
          <ActionButton
            action={secondary}
            look="plain"
            retryAt={retryAt}
            siteName={name}
            onClick={() => run(secondary)}
          />
        )}
        {children}
      </div>
      <ErrorDetails error={error} hosts={hosts} />
    </section>
  );
}

interface ActionButtonProps {
  readonly action: ErrorAction;
  readonly look: 'primary' | 'plain';
  readonly retryAt: number;
  readonly siteName: string;
  readonly onClick: () => void;
}

function ActionButton({ action, look, retryAt, siteName, onClick }: ActionButtonProps) {
  const remainingMs = retryAt - useNow({ until: retryAt });
  const isWaiting = action === 'retry' && remainingMs > 0;
  return (
    <Button look={look} disabled={isWaiting} onClick={onClick}>
      {isWaiting ? t('retryIn', formatDuration(remainingMs)) : labelOf(action, siteName)}
    </Button>
  );
}

function labelOf(action: ErrorAction, siteName: string): string {
  switch (action) {
    case 'retry':
      return t('retry');
    case 'continue':
      return t('continueReply');
    case 'allow-access':
      return t('allowAccess');
    case 'open-site':
      return t('openSite', siteName);
    case 'new-chat':
      return t('newChat');
    case 'shorten':
      return t('shorten');
    case 'choose-model':
      return t('chooseModel');
    case 'open-settings':
      return t('openSettings');
  }
}

/** For a report: what a person who fixes it wants to know, in English. */
function ErrorDetails({ error, hosts }: { error: ErrorData; hosts: string }) {
  const { kind, status, code, message } = error;
  const facts = { kind, status, code, hosts: hosts || undefined, message };
  const text = Object.entries(facts)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]))
    .join('\n');
  return (
    <details class={styles['details']}>
      <summary>{t('errorDetails')}</summary>
      <pre class={styles['facts']} dir="ltr">
        {text}
      </pre>
      <Button look="quiet" onClick={() => void navigator.clipboard.writeText(text).catch(() => {})}>
        {t('errorCopyDetails')}
      </Button>
    </details>
  );
}
