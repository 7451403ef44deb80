import type { Model } from '@/lib/chat/provider-info';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { TrashIcon } from '@/components/controls/icons';
import styles from './model-row.module.css';
import { useWanted } from './use-wanted';

interface ModelRowProps {
  readonly model: Model;
  readonly isShown: boolean;
  /** Whether it answers new chats. */
  readonly isChosen: boolean;
  /** Must not reject. */
  readonly onShow: (isShown: boolean) => Promise<unknown>;
  readonly onChoose: () => void;
  /** Of a model that the user typed in; `null` for others. */
  readonly onRemove: (() => void) | null;
}

/** One model: whether it is offered, and whether it answers new chats. */
export function ModelRow({ model, isShown, isChosen, ...actions }: ModelRowProps) {
  const { onShow, onChoose, onRemove } = actions;
  const { id, name } = model;
  const [isOffered, offer] = useWanted(isShown, onShow);
  return (
    <li class={styles['row']}>
      <label class={styles['show']}>
        <input
          type="checkbox"
          aria-label={t('showModel', name)}
          checked={isOffered}
          onChange={(event) => offer(event.currentTarget.checked)}
        />
        <span class={styles['name']} dir="auto">
          {name}
          {name !== id && (
            <small class={styles['id']} dir="ltr">
              {id}
            </small>
          )}
        </span>
      </label>
      {onRemove && (
        <IconButton icon={TrashIcon} label={t('removeModel', name)} onClick={onRemove} />
      )}
      <label class={styles['choose']}>
        <input
          type="radio"
          name="default-model"
          aria-label={t('useForNewChatsNamed', name)}
          checked={isChosen}
          onChange={onChoose}
        />
        {t('useForNewChats')}
      </label>
    </li>
  );
}
