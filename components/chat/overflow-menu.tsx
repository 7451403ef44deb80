import { useState } from 'preact/hooks';
import type { Settings } from '@/lib/settings/settings';
import { t, type MessageKey } from '@/lib/client/i18n';
import { openSettingsPage } from '@/lib/client/open-page';
import type { ProvidersState, ProvidersStore } from '@/lib/client/providers-store';
import { changeTheme } from '@/lib/client/theme';
import { useStore } from '@/lib/client/use-store';
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
const selectTheme = (state: ProvidersState) => state.settings?.theme;

interface OverflowMenuProps {
  readonly store: ProvidersStore;
  readonly onFind: () => void;
  readonly onShowImages: () => void;
  readonly onShowKeys: () => void;
}

/** What is needed rarely. */
export function OverflowMenu({ store, onFind, onShowImages, onShowKeys }: OverflowMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const shownTheme = useStore(store, selectTheme);
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
        <MenuItem onSelect={closeAfter(onShowImages)}>{t('images')}</MenuItem>
        <MenuItem onSelect={closeAfter(openSettingsPage)}>{t('settings')}</MenuItem>
        <MenuItem onSelect={closeAfter(onShowKeys)}>{t('keys')}</MenuItem>
      </div>
    </Menu>
  );
}
