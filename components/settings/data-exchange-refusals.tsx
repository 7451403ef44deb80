import { formatNumber, t, tCount } from '@/lib/client/i18n';
import type { RecordFault } from '@/lib/exchange/check';
import type { RefusedRecord } from '@/lib/exchange/read-file';
import { VisibleText } from '@/components/markdown/visible-text';
import styles from './data-exchange.module.css';

const MAX_SHOWN = 20;

/** Why a file was refused, record by record. */
export function DataImportRefusals({ refused }: { readonly refused: readonly RefusedRecord[] }) {
  const shown = refused.slice(0, MAX_SHOWN);
  return (
    <div role="alert">
      <p>{tCount('importRefused', refused.length)}</p>
      <ul class={styles['faults']}>
        {shown.map((each) => (
          <li key={`${each.record} ${each.number}`} dir="auto">
            <VisibleText text={textOf(each)} scope="exact" />
          </li>
        ))}
      </ul>
      {refused.length > shown.length && (
        <p>{t('importRefusedMore', formatNumber(refused.length - shown.length))}</p>
      )}
    </div>
  );
}

function textOf({ record, number, title, fault }: RefusedRecord): string {
  switch (record) {
    case 'conversation':
      return t(
        'importConversationRecord',
        formatNumber(number),
        title || t('untitled'),
        faultText(fault),
      );
    case 'prompts':
      return t('importPromptsRecord', faultText(fault));
    case 'settings':
      return t('importSettingsRecord', faultText(fault));
  }
}

function faultText({ type, where }: RecordFault): string {
  switch (type) {
    case 'shape':
      return t('importFaultShape', where);
    case 'tree':
      return t('importFaultTree', where);
    case 'too-large':
      return t('importFaultTooLarge', where);
    case 'image':
      return t('importFaultImage', where);
  }
}
