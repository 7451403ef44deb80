import * as z from '@/lib/schema';
import { refusalSchema, type Refusal } from '@/lib/chat/page-reading';
import type { ComposerState } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { refusalText, sizeText } from '@/lib/client/pages/page-context-texts';
import type { QuickPage, QuickPrompt } from '@/lib/client/chat/quick-prompt';
import { useStore } from '@/lib/client/use-store';
import { ChatFailure } from '@/components/chat/chat-failure';
import { Button } from '@/components/controls/button';
import styles from './quick-start.module.css';

const selectPage = (state: QuickPage) => state;
const selectQuote = (state: ComposerState) => state.context[0];
const selectText = (state: ComposerState) => state.text;

/** What a question begins with: the page beside it, and the user's prompts by their numbers. */
export function QuickStart({ quick }: { readonly quick: QuickPrompt }) {
  const text = useStore(quick.chat.composer, selectText);
  return (
    <>
      <PageLine quick={quick} />
      <ChatFailure chat={quick.chat} onChooseModel={() => quick.moveToSidebar()} />
      <ol class={styles['prompts']} aria-label={t('prompts')}>
        {quick.prompts.slice(0, 9).map((prompt, index) => (
          <li key={prompt.id}>
            <button type="button" class={styles['prompt']} onClick={() => quick.askPrompt(prompt)}>
              <kbd class={styles['number']} data-works={text === ''}>
                {index + 1}
              </kbd>
              <span dir="auto">{prompt.title}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

/** What is read of the page, or why nothing is; the other of selection and whole page is a click away. */
function PageLine({ quick }: { readonly quick: QuickPrompt }) {
  const { state, wanted, url } = useStore(quick.page, selectPage);
  const quote = useStore(quick.chat.composer, selectQuote);
  const canRead = state === 'quoted' || state === 'empty';
  return (
    <div class={styles['page']}>
      {quote ? (
        <blockquote class={styles['quote']}>
          <p class={styles['text']} dir="auto">
            {wanted === 'selection' ? quote.page.text : quote.page.title || quote.page.url}
          </p>
          <p class={styles['size']}>{sizeText(quote)}</p>
        </blockquote>
      ) : (
        <output class={styles['note']}>
          {isRefusal(state) && refusalText({ reason: state, wanted, url })}
        </output>
      )}
      {canRead && (
        <Button
          look="quiet"
          aria-pressed={wanted === 'page'}
          onClick={() => void quick.quote(wanted === 'page' ? 'selection' : 'page')}
        >
          {t('wholePage')}
        </Button>
      )}
    </div>
  );
}

function isRefusal(state: QuickPage['state']): state is Refusal {
  return z.safeParse(refusalSchema, state).success;
}
