import type { ContextPart as ContextPartData } from '@/lib/chat/message';
import { formatShare, t, tCount } from '@/lib/client/i18n';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './context-part.module.css';

/** What a prompt carries of a page: its title and how much of it, and the text itself when unfolded. */
export function ContextPart({ part }: { readonly part: ContextPartData }) {
  const { title, url, text, share, hiddenCharacters } = part;
  return (
    <details class={styles['context']}>
      <summary>
        <span class={styles['title']} dir="auto">
          <VisibleText text={title || url} scope="exact" />
        </span>
        <span class={styles['share']}>{t('readsShare', formatShare(share))}</span>
      </summary>
      {hiddenCharacters > 0 && (
        <p class={styles['note']}>{tCount('hiddenCharacters', hiddenCharacters)}</p>
      )}
      <div class={styles['text']} dir="auto">
        {text}
      </div>
    </details>
  );
}
