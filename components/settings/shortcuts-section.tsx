import { useEffect, useState } from 'preact/hooks';
import {
  listBrowserShortcuts,
  openShortcutSettings,
  type BrowserShortcut,
} from '@/lib/client/browser-shortcuts';
import { t } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import { Section } from './section';
import styles from './shortcuts-section.module.css';

/** The keys that work beside any page; the browser keeps them, and changes them. */
export function ShortcutsSection() {
  const shortcuts = useShortcuts();
  return (
    <Section title={t('shortcuts')}>
      <p class={styles['help']}>{t('shortcutsHelp')}</p>
      <dl class={styles['list']}>
        {shortcuts.map(({ name, description, keys }) => (
          <div key={name} class={styles['row']}>
            <dt>{description || t('openSidelight')}</dt>
            <dd>{keys === '' ? t('noKeys') : <kbd>{keys}</kbd>}</dd>
          </div>
        ))}
        <div class={styles['row']}>
          <dt>{t('askInAddressBar')}</dt>
          <dd>
            <kbd>ai</kbd> <kbd>Tab</kbd>
          </dd>
        </div>
      </dl>
      <div>
        <Button onClick={openShortcutSettings}>{t('changeShortcuts')}</Button>
      </div>
    </Section>
  );
}

/** Read again when the user comes back from changing them. */
function useShortcuts(): readonly BrowserShortcut[] {
  const [shortcuts, setShortcuts] = useState<readonly BrowserShortcut[]>([]);
  useEffect(() => {
    const mounted = new AbortController();
    const { signal } = mounted;
    const read = () =>
      void listBrowserShortcuts().then(
        (all) => signal.aborted || setShortcuts(all),
        () => {}, // then none are listed
      );
    read();
    document.addEventListener('visibilitychange', read, { signal });
    return () => mounted.abort();
  }, []);
  return shortcuts;
}
