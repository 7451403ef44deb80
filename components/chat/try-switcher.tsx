import type { MessageId } from '@/lib/chat/ids';
import { showTry, type Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { ChevronLeftIcon, ChevronRightIcon } from '@/components/controls/icons';
import styles from './try-switcher.module.css';

interface TrySwitcherProps {
  readonly chat: Chat;
  readonly tryNumber: number;
  readonly tryCount: number;
  readonly previousTry: MessageId | null;
  readonly nextTry: MessageId | null;
}

/** Which of a turn's tries is shown, with a way to the others. Nothing where there is only one. */
export function TrySwitcher({ chat, ...props }: TrySwitcherProps) {
  const { tryNumber, tryCount, previousTry, nextTry } = props;
  if (tryCount < 2) return null;
  const show = (id: MessageId | null) => id !== null && showTry(chat, id);
  return (
    <div class={styles['switcher']}>
      <IconButton
        icon={ChevronLeftIcon}
        label={t('previousTry')}
        disabled={previousTry === null}
        onClick={() => show(previousTry)}
      />
      <output aria-label={t('tryOfLong', tryNumber, tryCount)}>
        {t('tryOf', tryNumber, tryCount)}
      </output>
      <IconButton
        icon={ChevronRightIcon}
        label={t('nextTry')}
        disabled={nextTry === null}
        onClick={() => show(nextTry)}
      />
    </div>
  );
}
