import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Message } from '@/lib/chat/message';
import { formatNumber, t } from '@/lib/client/i18n';
import type { ThreadScroller } from '@/lib/client/thread/thread-scroller';
import { IconButton } from '@/components/controls/icon-button';
import { ArrowDownIcon, ArrowUpIcon, CloseIcon } from '@/components/controls/icons';
import styles from './find-bar.module.css';
import { useFind } from './use-find';

interface FindBarProps {
  readonly branch: readonly Message[];
  /** Whether `branch` begins with the first message; before, there may be more to find. */
  readonly isWhole: boolean;
  readonly scroller: ThreadScroller;
  readonly onClose: () => void;
}

/** Finds text in the conversation, also where it is not mounted and the browser finds nothing. */
export function FindBar({ branch, isWhole, scroller, onClose }: FindBarProps) {
  const { query, setQuery, isFound, number, total, go } = useFind({ branch, scroller });
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []); // before the next key comes

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  }

  return (
    <search class={styles['bar']} aria-label={t('findInConversation')}>
      <input
        ref={field}
        type="text"
        role="searchbox"
        class={styles['field']}
        aria-label={t('findInConversation')}
        placeholder={t('findInConversation')}
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={query}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <output class={styles['count']}>
        {isFound && isWhole && query.trim() !== '' && describe(number, total)}
      </output>
      <IconButton
        icon={ArrowUpIcon}
        label={t('findPrevious')}
        disabled={total === 0}
        onClick={() => go(-1)}
      />
      <IconButton
        icon={ArrowDownIcon}
        label={t('findNext')}
        disabled={total === 0}
        onClick={() => go(1)}
      />
      <IconButton icon={CloseIcon} label={t('close')} onClick={onClose} />
    </search>
  );
}

function describe(number: number, total: number): string {
  if (total === 0) return t('noMatches');
  return t('matchOf', formatNumber(number), formatNumber(total));
}
