import { useEffect, useState } from 'preact/hooks';
import { sendMessage, type Chat } from '@/lib/client/chat/chat';
import { fillComposer, type Readable } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { watchTabInFront } from '@/lib/client/pages/open-tabs';
import { addFromFront } from '@/lib/client/pages/page-context';
import { chosenModel, type ProvidersState } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import styles from './empty-state.module.css';

const selectProviderName = (state: ProvidersState) => chosenModel(state)?.provider.name;

/** What a conversation is for: one sentence and three things to try with what is open. */
export function Suggestions({ chat }: { readonly chat: Chat }) {
  const providerName = useStore(chat.providers, selectProviderName);
  const hasPage = useHasPage();

  async function askAbout(wanted: Exclude<Readable, 'screen'>, text: string): Promise<void> {
    await addFromFront(chat, wanted);
    const { contextProblem } = chat.composer.getState();
    if (contextProblem !== null) return; // said above the box
    fillComposer(chat.composer, text);
    sendMessage(chat);
  }
  function sendExample(): void {
    fillComposer(chat.composer, t('tryExamplePrompt'));
    sendMessage(chat);
  }

  if (hasPage === null) return null; // known in a moment: nothing flashes by
  return (
    <div class={styles['empty']}>
      <p class={styles['title']}>{t('emptyTitle')}</p>
      <ul class={styles['suggestions']}>
        {hasPage ? (
          <>
            <Suggestion
              text={t('trySummarizePage')}
              onClick={() => void askAbout('page', t('promptSummarizeText'))}
            />
            <Suggestion
              text={t('tryExplainSelection')}
              onClick={() => void askAbout('selection', t('promptExplainText'))}
            />
          </>
        ) : (
          <>
            <Suggestion
              text={t('tryExplain')}
              onClick={() => fillComposer(chat.composer, t('tryExplainPrompt'))}
            />
            <Suggestion
              text={t('tryRewrite')}
              onClick={() => fillComposer(chat.composer, t('tryRewritePrompt'))}
            />
          </>
        )}
        <Suggestion text={t('tryExample')} onClick={sendExample} />
      </ul>
      <p class={styles['privacy']}>{providerName ? t('emptyPrivacy', providerName) : ' '}</p>
    </div>
  );
}

/** Whether a page that we may read is in front; `null` until it is known. */
function useHasPage(): boolean | null {
  const [hasPage, setHasPage] = useState<boolean | null>(null);
  useEffect(() => {
    const mounted = new AbortController();
    watchTabInFront((tab) => setHasPage(/^https?:/.test(tab?.url ?? '')), mounted.signal);
    return () => mounted.abort();
  }, []);
  return hasPage;
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
