import '@/components/theme/tokens.css';
import '@/components/theme/reset.css';
import { render } from 'preact';
import { InlineCard } from '@/components/inline-card/inline-card';
import { language, textDirection } from '@/lib/client/i18n';
import { openInlineCard } from '@/lib/client/pages/inline-card';
import { followTheme } from '@/lib/client/theme';

const pageLife = new AbortController().signal; // the page's own end is the only one

followTheme(pageLife);
document.documentElement.lang = language();
document.documentElement.dir = textDirection();

const root = document.querySelector('#root');
openInlineCard(pageLife).then(
  (card) => root && render(<InlineCard card={card} />, root),
  () => {}, // unanswered, the script takes the card away
);
