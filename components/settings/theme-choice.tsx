import { t, type MessageKey } from '@/lib/client/i18n';
import { changeTheme } from '@/lib/client/theme';
import type { Settings } from '@/lib/settings/settings';
import { SavedNote } from './saved-note';
import styles from './theme-choice.module.css';
import { useSaving } from './use-saving';

const THEMES: readonly { theme: Settings['theme']; label: MessageKey }[] = [
  { theme: 'system', label: 'themeSystem' },
  { theme: 'light', label: 'themeLight' },
  { theme: 'dark', label: 'themeDark' },
];

/** Light or dark. */
export function ThemeChoice({ theme: shown }: { readonly theme: Settings['theme'] | undefined }) {
  const { status, save } = useSaving();
  return (
    <fieldset class={styles['choices']}>
      <legend>{t('theme')}</legend>
      {THEMES.map(({ theme, label }) => (
        <label key={theme}>
          <input
            type="radio"
            name="theme"
            checked={shown === theme}
            onChange={() => void save(() => changeTheme(theme))}
          />
          {t(label)}
        </label>
      ))}
      <SavedNote status={status} />
    </fieldset>
  );
}
