import {
  changeSettings,
  readSettings,
  watchSettings,
  type Settings,
} from '@/lib/settings/settings';

type Theme = Settings['theme'];

/** Settings are read asynchronously; `public/theme.js` reads this copy before the first paint. */
const MIRROR_KEY = 'theme';

/** Shows the page in the user's theme, now and after every change, until `signal` aborts. */
export function followTheme(signal: AbortSignal): void {
  void readSettings().then(({ theme }) => show(theme));
  watchSettings(({ theme }) => show(theme), signal);
}

/** Shows `theme` at once and remembers it. */
export async function changeTheme(theme: Theme): Promise<void> {
  show(theme);
  await changeSettings((settings) => ({ ...settings, theme }));
}

function show(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  try {
    localStorage.setItem(MIRROR_KEY, theme);
  } catch {
    // a page's sandbox keeps it from the card, which has no first paint to save
  }
}
