import { t, type MessageKey } from '@/lib/client/i18n';
import styles from './privacy-facts.module.css';

const FACTS: readonly { what: MessageKey; where: MessageKey }[] = [
  { what: 'conversations', where: 'privacyConversations' },
  { what: 'privacyKeysTitle', where: 'privacyKeys' },
  { what: 'settings', where: 'privacySettings' },
  { what: 'privacySentTitle', where: 'privacySent' },
];

/** What is kept where, and what goes out. */
export function PrivacyFacts() {
  return (
    <dl class={styles['facts']}>
      {FACTS.map(({ what, where }) => (
        <div key={what}>
          <dt>{t(what)}</dt>
          <dd>{t(where)}</dd>
        </div>
      ))}
    </dl>
  );
}
