import { useState } from 'preact/hooks';
import { toErrorData } from '@/lib/chat/errors';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import { requestHostAccess } from '@/lib/client/providers/host-access';
import { t } from '@/lib/client/i18n';
import { testProvider, type TestResult } from '@/lib/client/providers/provider-settings';
import { Button } from '@/components/controls/button';
import styles from './provider-test.module.css';
import { TestOutcome } from './test-outcome';

type State = 'idle' | 'running' | { readonly at: number; readonly result: TestResult };

interface ProviderTestProps {
  readonly provider: ProviderInfo;
  /** Leads to where the key is set. */
  readonly onEditKey: () => void;
}

/** Asks a provider for a few tokens, and says how it went. */
export function ProviderTest({ provider, onEditKey }: ProviderTestProps) {
  const [state, setState] = useState<State>('idle');
  const isRunning = state === 'running';

  async function run(): Promise<void> {
    await requestHostAccess(provider.origins).catch(() => false); // without it, the test says so
    setState('running');
    const result = await testProvider(provider.id).catch((error: unknown): TestResult => ({
      type: 'failed',
      error: toErrorData(error),
    }));
    setState({ at: Date.now(), result });
  }

  return (
    <div class={styles['test']}>
      <div class={styles['row']}>
        <Button aria-disabled={isRunning} onClick={() => void (isRunning || run())}>
          {t('test')}
        </Button>
        <p class={styles['help']}>{isRunning ? t('testing', provider.name) : t('testHelp')}</p>
      </div>
      <div aria-live="polite">
        {typeof state === 'object' && (
          <TestOutcome
            provider={provider}
            {...state}
            onRetry={() => void run()}
            onEditKey={onEditKey}
          />
        )}
      </div>
    </div>
  );
}
