import { sendMessage, type Chat } from '@/lib/client/chat';
import { fillComposer } from '@/lib/client/composer-store';
import { t } from '@/lib/client/i18n';
import { chosenModel, type ProvidersState } from '@/lib/client/providers-store';
import { skipSetup } from '@/lib/client/setup-state';
import { useStore } from '@/lib/client/use-store';
import { lazyOverlay } from '@/components/controls/lazy-overlay';
import styles from './empty-state.module.css';

const FirstRun = lazyOverlay(
  async () => (await import('@/components/first-run/first-run')).FirstRun,
);

const selectIsSetUp = (state: ProvidersState) => state.settings?.isSetUp;
const selectProviderName = (state: ProvidersState) => chosenModel(state)?.provider.name;

/** What a new conversation begins with: at first who should answer, then what to ask. */
export function EmptyState({ chat }: { readonly chat: Chat }) {
  const isSetUp = useStore(chat.providers, selectIsSetUp);
  if (isSetUp === undefined) return null; // known in a moment: nothing flashes by
  if (isSetUp) return <Suggestions chat={chat} />;
  return <FirstRun chat={chat} onClose={() => skipSetup(chat)} />;
}

/** What a conversation is for: one sentence and three things to try. */
function Suggestions({ chat }: { readonly chat: Chat }) {
  const providerName = useStore(chat.providers, selectProviderName);

  function sendExample(): void {
    fillComposer(chat.composer, t('tryExamplePrompt'));
    sendMessage(chat);
  }

  return (
    <div class={styles['empty']}>
      <p class={styles['title']}>{t('emptyTitle')}</p>
      <ul class={styles['suggestions']}>
        <Suggestion
          text={t('tryExplain')}
          onClick={() => fillComposer(chat.composer, t('tryExplainPrompt'))}
        />
        <Suggestion
          text={t('tryRewrite')}
          onClick={() => fillComposer(chat.composer, t('tryRewritePrompt'))}
        />
        <Suggestion text={t('tryExample')} onClick={sendExample} />
      </ul>
      <p class={styles['privacy']}>{providerName ? t('emptyPrivacy', providerName) : ' '}</p>
    </div>
  );
}

function Suggestion({ text, onClick }: { text: string; onClick: () => void }) {
  return (
    <li>
      <button type="button" class={styles['suggestion']} onClick={onClick}>
        {text}
      </button>
    </li>
  );
}
