import { useState } from 'preact/hooks';
import { desktopOs, extensionOrigin } from '@/lib/client/about';
import { t } from '@/lib/client/i18n';
import { ollamaOriginsCommand, type DesktopOs } from '@/lib/client/providers/ollama-origins';
import { Button } from '@/components/controls/button';
import { useCopy } from '@/components/controls/use-copy';
import styles from './ollama-hint.module.css';

const SYSTEMS: readonly { os: DesktopOs; name: string }[] = [
  { os: 'mac', name: 'macOS' },
  { os: 'win', name: 'Windows' },
  { os: 'linux', name: 'Linux' },
];

/** What makes Ollama answer an extension: a command for this computer's system, to copy. */
export function OllamaHint() {
  const [os, setOs] = useState(desktopOs);
  const { isCopied, copy } = useCopy();
  const command = ollamaOriginsCommand(os, extensionOrigin());

  return (
    <div class={styles['hint']}>
      <p>{t('ollamaHint')}</p>
      <select
        aria-label={t('operatingSystem')}
        value={os}
        onChange={(event) => setOs(SYSTEMS[event.currentTarget.selectedIndex]?.os ?? os)}
      >
        {SYSTEMS.map((system) => (
          <option key={system.os} value={system.os}>
            {system.name}
          </option>
        ))}
      </select>
      <pre dir="ltr">{command}</pre>
      <Button onClick={() => void copy(command)}>{t(isCopied ? 'copied' : 'copyCommand')}</Button>
      <p>{t(os === 'linux' ? 'ollamaHintAfterLinux' : 'ollamaHintAfter')}</p>
    </div>
  );
}
