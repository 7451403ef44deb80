import { useState } from 'preact/hooks';
import type { ImportOptions } from '@/lib/client/chat/import-data';
import { formatDate, t, tCount } from '@/lib/client/i18n';
import type { ExchangeFile } from '@/lib/exchange/read-file';
import { Button } from '@/components/controls/button';
import { CheckField } from './check-field';
import styles from './data-exchange.module.css';

interface DataImportPreviewProps {
  readonly file: ExchangeFile;
  readonly onImport: (options: ImportOptions) => void;
}

/** What is in a file that can be imported, and what of it the user wants. */
export function DataImportPreview({ file, onImport }: DataImportPreviewProps) {
  const [withPrompts, setWithPrompts] = useState(false);
  const [withSettings, setWithSettings] = useState(false);
  const { conversations, prompts, settings, exportedAt, endpointCount } = file;
  const isEmpty = conversations.length === 0 && prompts.length === 0 && settings === null;
  if (isEmpty) return <output>{t('importNothing')}</output>;
  return (
    <div class={styles['part']}>
      <p>{t('importFound', formatDate(exportedAt))}</p>
      <p>{tCount('conversationCount', conversations.length)}</p>
      {prompts.length > 0 && (
        <CheckField
          label={tCount('importPrompts', prompts.length)}
          help={t('importPromptsHelp')}
          isChecked={withPrompts}
          onChange={async (isChecked) => setWithPrompts(isChecked)}
        />
      )}
      {settings !== null && (
        <CheckField
          label={t('importSettings')}
          help={t('importSettingsHelp')}
          isChecked={withSettings}
          onChange={async (isChecked) => setWithSettings(isChecked)}
        />
      )}
      {endpointCount > 0 && <p>{tCount('importEndpointsLeft', endpointCount)}</p>}
      <Button look="primary" onClick={() => onImport({ withPrompts, withSettings })}>
        {t('importConfirm')}
      </Button>
    </div>
  );
}
