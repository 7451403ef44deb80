import { useId, useState } from 'preact/hooks';
import { exportData, saveExport, type ExportedData } from '@/lib/client/chat/export-data';
import { formatList, formatNumber, t, tCount } from '@/lib/client/i18n';
import { Button } from '@/components/controls/button';
import { CheckField } from './check-field';
import styles from './data-exchange.module.css';

type ExportState =
  | { readonly type: 'idle' }
  | { readonly type: 'reading'; readonly count: number; readonly total: number }
  | { readonly type: 'saved'; readonly exported: ExportedData }
  | { readonly type: 'failed' };

/** Saves everything of the user's as a file. */
export function DataExport() {
  const [withImages, setWithImages] = useState(false);
  const [withEndpoints, setWithEndpoints] = useState(false);
  const [state, setState] = useState<ExportState>({ type: 'idle' });
  const titleId = useId();

  async function save(): Promise<void> {
    setState({ type: 'reading', count: 0, total: 0 });
    try {
      const exported = await exportData({
        withImages,
        withEndpoints,
        onProgress: (count, total) => setState({ type: 'reading', count, total }),
      });
      saveExport(exported);
      setState({ type: 'saved', exported });
    } catch {
      setState({ type: 'failed' });
    }
  }

  return (
    <section class={styles['part']} aria-labelledby={titleId}>
      <h3 id={titleId}>{t('export')}</h3>
      <p>{t('exportHelp')}</p>
      <CheckField
        label={t('exportImages')}
        help={t('exportImagesHelp')}
        isChecked={withImages}
        onChange={async (isChecked) => setWithImages(isChecked)}
      />
      <CheckField
        label={t('exportEndpoints')}
        help={t('exportEndpointsHelp')}
        isChecked={withEndpoints}
        onChange={async (isChecked) => setWithEndpoints(isChecked)}
      />
      <div class={styles['actions']}>
        <Button disabled={state.type === 'reading'} onClick={() => void save()}>
          {t('exportSave')}
        </Button>
        <output>{textOf(state)}</output>
      </div>
      {state.type === 'saved' && state.exported.missing.length > 0 && (
        <p role="alert">{t('exportMissing', formatList(state.exported.missing.map(named)))}</p>
      )}
    </section>
  );
}

function textOf(state: ExportState): string {
  switch (state.type) {
    case 'idle':
      return '';
    case 'reading':
      return t('exportProgress', formatNumber(state.count), formatNumber(state.total));
    case 'saved':
      return [
        tCount('exported', state.exported.conversationCount),
        tCount('exportedFiles', state.exported.files.length),
      ].join(' ');
    case 'failed':
      return t('exportFailed');
  }
}

function named(title: string): string {
  return title || t('untitled');
}
