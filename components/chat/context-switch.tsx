import type { Chat } from '@/lib/client/chat/chat';
import type { ComposerState } from '@/lib/client/chat/composer-store';
import { followTab } from '@/lib/client/pages/followed-page';
import { t } from '@/lib/client/i18n';
import { addFromFront } from '@/lib/client/pages/page-context';
import { useStore } from '@/lib/client/use-store';
import styles from './context-switch.module.css';

const selectFollows = (state: ComposerState) => state.followsTab;
const selectPage = ({ context }: ComposerState) =>
  context.find(({ source }) => source === 'page' || source === 'pdf')?.page;

/** Whether each prompt takes along the page that is then in front, or one page that was read. */
export function ContextSwitch({ chat }: { readonly chat: Chat }) {
  const follows = useStore(chat.composer, selectFollows);
  const page = useStore(chat.composer, selectPage);

  function pin(): void {
    chat.composer.setState({ followsTab: false });
    void addFromFront(chat, 'page');
  }

  return (
    <div class={styles['switch']}>
      <span class={styles['state']} dir="auto">
        {follows ? t('followsTab') : t('pinnedTo', page?.title || page?.url || '')}
      </span>
      <button
        type="button"
        class={styles['button']}
        onClick={follows ? pin : () => followTab(chat)}
      >
        {t(follows ? 'pinPage' : 'followTab')}
      </button>
      {follows && (
        <button
          type="button"
          class={styles['button']}
          onClick={() => chat.composer.setState({ followsTab: false })}
        >
          {t('followNothing')}
        </button>
      )}
    </div>
  );
}
