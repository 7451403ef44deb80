import { useId, useRef } from 'preact/hooks';
import { t, tCount, type MessageKey } from '@/lib/client/i18n';
import type { FileFault } from '@/lib/exchange/read-file';
import { Button } from '@/components/controls/button';
import { useFileDrop } from '@/components/controls/use-file-drop';
import { DataImportPreview } from './data-exchange-preview';
import { DataImportRefusals } from './data-exchange-refusals';
import styles from './data-exchange.module.css';
import { useImport, type Import } from './use-import';

const FAULT_TEXT: Readonly<Record<FileFault, MessageKey>> = {
  empty: 'importFileEmpty',
  'too-large': 'importFileTooLarge',
  'too-many': 'importFileTooMany',
  'too-deep': 'importFileDamaged',
  'not-json': 'importFileDamaged',
  'other-app': 'importFileOtherApp',
  newer: 'importFileNewer',
};

/** Takes in a file that was exported. */
export function DataImport() {
  const importing = useImport();
  const { state, open } = importing;
  const isBusy = state.type === 'reading' || state.type === 'importing';
  const picker = useRef<HTMLInputElement>(null);
  const titleId = useId();

  function take(file: File | undefined): void {
    if (file !== undefined && !isBusy) void open(file);
  }
  const isOver = useFileDrop(({ files }) => take(files[0]));

  return (
    <section class={styles['part']} aria-labelledby={titleId} data-drop={isOver}>
      <h3 id={titleId}>{t('import')}</h3>
      <p>{isOver ? t('importDrop') : t('importHelp')}</p>
      <input
        ref={picker}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          currentTarget.value = ''; // so that the same file can be picked again
        }}
      />
      <Button disabled={isBusy} onClick={() => picker.current?.click()}>
        {t('importChoose')}
      </Button>
      <ImportStep importing={importing} />
    </section>
  );
}

function ImportStep({ importing: { state, start, remove } }: { readonly importing: Import }) {
  switch (state.type) {
    case 'idle':
      return null;
    case 'reading':
      return <output>{t('importReading')}</output>;
    case 'importing':
      return <output>{t('importWorking')}</output>;
    case 'read':
      return (
        <DataImportPreview
          file={state.file}
          onImport={(options) => void start(state.file, options)}
        />
      );
    case 'imported':
      return (
        <div class={styles['actions']}>
          <output>{tCount('imported', state.imported.conversationIds.length)}</output>
          <Button onClick={() => void remove(state.imported)}>{t('importRemove')}</Button>
          {state.hasFailed && <p role="alert">{t('importRemoveFailed')}</p>}
        </div>
      );
    case 'removed':
      return <output>{t('importRemoved')}</output>;
    case 'refused-file':
      return <p role="alert">{t(FAULT_TEXT[state.fault])}</p>;
    case 'refused':
      return <DataImportRefusals refused={state.refused} />;
    case 'failed':
      return <p role="alert">{t('importFailed')}</p>;
  }
}
