import { t } from '@/lib/client/i18n';
import { visibleParts, type HiddenCharacters } from '@/lib/markdown/visible-characters';
import styles from './markdown.module.css';

interface VisibleTextProps {
  readonly text: string;
  readonly scope: 'prose' | 'exact';
}

/** A text with a small mark for each character in it that would be hidden. */
export function VisibleText({ text, scope }: VisibleTextProps) {
  const parts = visibleParts(text, scope);
  return (
    <>
      {parts.map((part, index) =>
        // oxlint-disable-next-line react/no-array-index-key -- parts have no name of their own
        typeof part === 'string' ? part : <HiddenMark key={index} {...part} />,
      )}
    </>
  );
}

function HiddenMark({ label, count }: HiddenCharacters) {
  const text = count === 1 ? label : `${label} × ${count}`;
  return (
    <mark class={styles['hidden']} title={t('hiddenCharacters', text)} dir="ltr">
      {text}
    </mark>
  );
}
