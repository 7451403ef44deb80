import { useState } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import type * as conversationFile from '@/lib/client/chat/conversation-file';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { t, type MessageKey } from '@/lib/client/i18n';
import { openInTab, openSettingsPage } from '@/lib/client/open-page';
import type { ProvidersState } from '@/lib/client/providers/providers-store';
import { changeTheme } from '@/lib/client/theme';
import { useStore } from '@/lib/client/use-store';
import type { Settings } from '@/lib/settings/settings';
import { IconButton } from '@/components/controls/icon-button';
import { MoreIcon } from '@/components/controls/icons';
import { Menu } from '@/components/controls/menu';
import { MenuGroup } from '@/components/controls/menu-group';
import { MenuItem } from '@/components/controls/menu-item';

const THEMES: readonly { theme: Settings['theme']; label: MessageKey }[] = [
  { theme: 'system', label: 'themeSystem' },
  { theme: 'light', label: 'themeLight' },
  { theme: 'dark', label: 'themeDark' },
];
const selectConversation = (state: ConversationState) => state.conversation;
const selectConversationId = (state: ConversationState) => state.conversationId;
const selectTheme = (state: ProvidersState) => state.settings?.theme;

interface OverflowMenuProps {
  readonly chat: Chat;
  readonly onFind: () => void;
  readonly onShowImages: () => void;
  readonly onShowKeys: () => void;
}

/** What is needed rarely. */
export function OverflowMenu({ chat, onFind, onShowImages, onShowKeys }: OverflowMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const conversation = useStore(chat.conversation, selectConversation);
  const conversationId = useStore(chat.conversation, selectConversationId);
  const shownTheme = useStore(chat.providers, selectTheme);
  const closeAfter = (action: () => void) => () => {
    setOpen(false);
    action();
  };

  return (
    <Menu
      label={t('more')}
      side="below"
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      trigger={
        <IconButton
          icon={MoreIcon}
          label={t('more')}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        />
      }
    >
      <MenuGroup label={t('theme')}>
        {THEMES.map(({ theme, label }) => (
          <MenuItem
            key={theme}
            isChecked={theme === shownTheme}
            onSelect={closeAfter(() => void changeTheme(theme))}
          >
            {t(label)}
          </MenuItem>
        ))}
      </MenuGroup>
      <div>
        <MenuItem onSelect={closeAfter(onFind)}>{t('findInConversation')}</MenuItem>
        {conversationId && (
          <MenuItem onSelect={closeAfter(() => openInTab(conversationId))}>
            {t('openInTab')}
          </MenuItem>
        )}
        {conversation && (
          <>
            <MenuItem
              onSelect={closeAfter(() => withFile((file) => file.copyMarkdown(conversation)))}
            >
              {t('copyConversation')}
            </MenuItem>
            <MenuItem
              onSelect={closeAfter(() => withFile((file) => file.saveMarkdown(conversation)))}
            >
              {t('exportConversation')}
            </MenuItem>
          </>
        )}
        <MenuItem onSelect={closeAfter(onShowImages)}>{t('images')}</MenuItem>
        <MenuItem onSelect={closeAfter(openSettingsPage)}>{t('settings')}</MenuItem>
        <MenuItem onSelect={closeAfter(onShowKeys)}>{t('keys')}</MenuItem>
      </div>
    </Menu>
  );
}

type ConversationFile = typeof conversationFile;

/** Runs what is fetched when it is first used. Where an update took it away, nothing happens. */
function withFile(action: (file: ConversationFile) => Promise<void>): void {
  void import('@/lib/client/chat/conversation-file').then(action).catch(() => {});
}
