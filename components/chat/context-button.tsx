import { useState } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import { fillComposer, type Readable } from '@/lib/client/chat/composer-store';
import { t } from '@/lib/client/i18n';
import { seesImages } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { IconButton } from '@/components/controls/icon-button';
import { icon } from '@/components/controls/icons';
import { Menu } from '@/components/controls/menu';
import { MenuItem } from '@/components/controls/menu-item';

const PagePlusIcon = icon(
  <path d="M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7zM14 2v4a2 2 0 0 0 2 2h4M9 15h6M12 18v-6" />,
);

/** Puts something of a page beside the prompt. */
export function ContextButton({ chat }: { readonly chat: Chat }) {
  const [isOpen, setOpen] = useState(false);
  const canSee = useStore(chat.providers, seesImages);

  const add = (wanted: Readable) => () => {
    setOpen(false);
    void import('@/lib/client/pages/page-context').then(
      ({ addFromFront }) => addFromFront(chat, wanted),
      () => {}, // an update took the file away: the panel says so by itself
    );
  };
  function pickTab(): void {
    setOpen(false);
    const { text } = chat.composer.getState();
    fillComposer(chat.composer, text === '' || /\s$/.test(text) ? `${text}@` : `${text} @`);
  }

  return (
    <Menu
      label={t('addContext')}
      side="above"
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      trigger={
        <IconButton
          icon={PagePlusIcon}
          label={t('addContext')}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      <MenuItem onSelect={add('page')}>{t('addPage')}</MenuItem>
      <MenuItem onSelect={add('selection')}>{t('addSelection')}</MenuItem>
      <MenuItem onSelect={pickTab}>{t('addTab')}</MenuItem>
      {canSee && <MenuItem onSelect={add('screen')}>{t('addScreen')}</MenuItem>}
    </Menu>
  );
}
