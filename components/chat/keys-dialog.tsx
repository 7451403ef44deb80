import { t, type MessageKey } from '@/lib/client/i18n';
import { Dialog } from '@/components/controls/dialog';
import styles from './keys-dialog.module.css';

const CONTROL = /\bMac/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const KEYS: readonly { keys: readonly string[]; label: MessageKey }[] = [
  { keys: ['Enter'], label: 'keySend' },
  { keys: ['Shift', 'Enter'], label: 'keyNewLine' },
  { keys: ['Esc'], label: 'keyStop' },
  { keys: ['↑'], label: 'keyEdit' },
  { keys: ['/'], label: 'keyPrompts' },
  { keys: ['@'], label: 'keyTabs' },
  { keys: [CONTROL, 'Shift', 'O'], label: 'keyNewChat' },
  { keys: [CONTROL, 'K'], label: 'keyConversations' },
  { keys: [CONTROL, 'F'], label: 'keyFind' },
  { keys: ['?'], label: 'keyKeys' },
];

/** All keys the panel knows. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={t('keys')} shape="card" onClose={onClose}>
      <dl class={styles['keys']}>
        {KEYS.map(({ keys, label }) => (
          <div key={label} class={styles['line']}>
            <dt>{t(label)}</dt>
            <dd dir="ltr">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
