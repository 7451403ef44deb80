import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { SettingsPage } from '@/components/settings/settings-page';
import { language, t, textDirection } from '@/lib/client/i18n';
import { followTheme } from '@/lib/client/theme';

followTheme(new AbortController().signal); // the page's own end is the only one
document.documentElement.lang = language();
document.documentElement.dir = textDirection();
document.title = t('settingsTitle');

const root = document.querySelector('#root');
if (root) render(<SettingsPage />, root);
