import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { QuickPromptPage } from '@/components/quick-prompt/quick-prompt-page';
import { language, t, textDirection } from '@/lib/client/i18n';

const pageLife = new AbortController().signal; // the page's own end is the only one

document.documentElement.lang = language();
document.documentElement.dir = textDirection();
document.title = t('extensionName');

// What reads pages and talks to models comes after the box, which is there to type into at once.
const load = async () => {
  const { startQuickPrompt } = await import('@/lib/client/chat/quick-prompt');
  return startQuickPrompt(pageLife);
};

const root = document.querySelector('#root');
if (root) render(<QuickPromptPage load={load} />, root);
void import('@/lib/client/theme').then(({ followTheme }) => followTheme(pageLife));
