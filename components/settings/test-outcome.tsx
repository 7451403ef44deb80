import type { ProviderInfo } from '@/lib/chat/provider-info';
import { formatSeconds } from '@/lib/client/duration';
import { t } from '@/lib/client/i18n';
import { openTab } from '@/lib/client/open-page';
import type { TestResult } from '@/lib/client/providers/provider-settings';
import { CheckIcon } from '@/components/controls/icons';
import { ErrorNotice } from '@/components/error-notice/error-notice';
import type { ErrorAction } from '@/components/error-notice/error-text';
import styles from './test-outcome.module.css';

interface TestOutcomeProps {
  readonly provider: ProviderInfo;
  readonly result: TestResult;
  /** When the test ended, in milliseconds since the epoch. */
  readonly at: number;
  readonly onRetry: () => void;
  /** Leads to where the key is set. */
  readonly onEditKey: () => void;
}

/** How a test went: the time to the first token, or what went wrong and what to do. */
export function TestOutcome({ provider, result, at, onRetry, onEditKey }: TestOutcomeProps) {
  if (result.type === 'answered') {
    return (
      <p class={styles['answered']}>
        <CheckIcon />
        <span>{t('testAnswered', provider.name, formatSeconds(result.firstTokenMs))}</span>
      </p>
    );
  }

  function act(action: Exclude<ErrorAction, 'allow-access'>): void {
    if (action === 'open-site') openTab(provider.site.url);
    else if (action === 'open-settings') onEditKey();
    else onRetry(); // a test has no conversation, prompt or model to change
  }

  return (
    <ErrorNotice
      error={result.error}
      provider={provider}
      kept=""
      hasText={false}
      retryAt={at + (result.error.retryAfterMs ?? 0)}
      onAction={act}
    />
  );
}
