import { sendMessage, type Chat } from '@/lib/client/chat';
import { fillComposer } from '@/lib/client/composer-store';
import { t } from '@/lib/client/i18n';
import { chosenModel, type ProvidersState } from '@/lib/client/providers-store';
import { useStore } from '@/lib/client/use-store';
import styles from './empty-state.module.css';

const selectProviderName = (state: ProvidersState) => chosenModel(state)?.provider.name;

/** What a new conversation is for: one sentence and three things to try. */
export function EmptyState({ chat }: { readonly chat: Chat }) {
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
