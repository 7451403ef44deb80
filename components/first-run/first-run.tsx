import { useState } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import { focusComposer } from '@/lib/client/chat/composer-store';
import { requestHostAccess } from '@/lib/client/providers/host-access';
import { t } from '@/lib/client/i18n';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { chooseFree, freeProvider, startWith } from '@/lib/client/providers/setup';
import { finishSetup } from '@/lib/client/providers/setup-state';
import { useStore } from '@/lib/client/use-store';
import { Button } from '@/components/controls/button';
import { LocalServers } from '@/components/settings/local-servers';
import { Choice } from './choice';
import styles from './first-run.module.css';
import { KeySetup } from './key-setup';
import { Step } from './step';

interface FirstRunProps {
  readonly chat: Chat;
  readonly onClose: () => void;
}

type View = 'choices' | 'key' | 'local';

const selectFree = (state: ProvidersState) => freeProvider(state.providers);

/** Who should answer: three ways to begin, and none has to be taken. */
export function FirstRun({ chat, onClose }: FirstRunProps) {
  const [view, setView] = useState<View>('choices');
  const [isDeclined, setDeclined] = useState(false);
  const free = useStore(chat.providers, selectFree);
  const back = () => setView('choices');

  async function finish(): Promise<void> {
    focusComposer(chat.composer);
    await finishSetup().catch(() => {}); // then it is asked again another time
  }
  async function beginFree(): Promise<void> {
    if (free === null) return;
    const isAllowed = await requestHostAccess(free.origins).catch(() => false);
    setDeclined(!isAllowed);
    if (!isAllowed) return;
    await chooseFree(chat.providers, free);
    await finish();
  }
  async function beginWith(providerId: string): Promise<void> {
    await startWith(chat.providers, providerId).catch(() => {}); // the picker has the rest
    await finish();
  }

  switch (view) {
    case 'key':
      return (
        <Step title={t('firstRunKey')} onBack={back}>
          <KeySetup store={chat.providers} onReady={(providerId) => void beginWith(providerId)} />
        </Step>
      );
    case 'local':
      return (
        <Step title={t('firstRunLocal')} onBack={back}>
          <p>{t('onThisComputerHelp')}</p>
          <LocalServers store={chat.providers} onUse={(providerId) => void beginWith(providerId)} />
        </Step>
      );
    case 'choices':
      return (
        <section class={styles['page']} aria-label={t('firstRunTitle')}>
          <h2>{t('firstRunTitle')}</h2>
          <ul>
            {free && (
              <Choice
                title={t('firstRunFree')}
                text={t('firstRunFreeText', free.name)}
                onClick={() => void beginFree()}
              >
                {isDeclined && (
                  <p class={styles['problem']} role="alert">
                    {t('errorHostAccessDeclined', free.name)}
                  </p>
                )}
              </Choice>
            )}
            <Choice
              title={t('firstRunKey')}
              text={t('firstRunKeyText')}
              onClick={() => setView('key')}
            />
            <Choice
              title={t('firstRunLocal')}
              text={t('firstRunLocalText')}
              onClick={() => setView('local')}
            />
          </ul>
          <Button look="quiet" onClick={onClose}>
            {t('firstRunSkip')}
          </Button>
        </section>
      );
  }
}
