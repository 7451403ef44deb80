import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { ChatPage } from '@/components/chat/chat-page';
import { startChat } from '@/lib/client/chat/chat';
import { language, textDirection } from '@/lib/client/i18n';
import { followTheme } from '@/lib/client/theme';

const pageLife = new AbortController().signal; // the page's own end is the only one

followTheme(pageLife);
document.documentElement.lang = language();
document.documentElement.dir = textDirection();

const root = document.querySelector('#root');
if (root) render(<ChatPage chat={startChat(pageLife)} />, root);
