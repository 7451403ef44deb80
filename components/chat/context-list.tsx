import type { Chat } from '@/lib/client/chat/chat';
import type { ComposerState } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { useStore } from '@/lib/client/use-store';
import { ContextChip } from './context-chip';
import styles from './context-list.module.css';
import { ContextProblem } from './context-problem';

const selectComposer = (state: ComposerState) => state;

/** The pages beside the prompt, and why one is not there. */
export function ContextList({ chat }: { readonly chat: Chat }) {
  const { context, isReading, contextProblem } = useStore(chat.composer, selectComposer);
  return (
    <div class={styles['context']}>
      {context.length > 0 && (
        <ul class={styles['list']} aria-label={t('contextPages')}>
          {context.map((quote) => (
            <li key={`${quote.source} ${quote.page.url} ${quote.page.length}`}>
              <ContextChip chat={chat} quote={quote} />
            </li>
          ))}
        </ul>
      )}
      {isReading && <output class={styles['note']}>{t('readingPage')}</output>}
      {contextProblem && <ContextProblem chat={chat} problem={contextProblem} />}
    </div>
  );
}
