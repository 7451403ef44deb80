import { useContext } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import styles from './footnotes.module.css';
import { goTo, KnownFootnotes } from './known-footnotes';

interface FootnoteReferenceProps {
  readonly label: string;
  readonly isInLink: boolean;
}

/** What a model names footnotes by; anything else in such brackets is likely to be text. */
const LIKELY_LABEL = /^\w+$/;

/** A raised number that leads to its footnote; text where there is none. */
export function FootnoteReference({ label, isInLink }: FootnoteReferenceProps) {
  const { labels, isStreaming } = useContext(KnownFootnotes);
  const isKnown = labels.has(label);
  if (!isKnown && !(isStreaming && LIKELY_LABEL.test(label))) return `[^${label}]`;
  if (!isKnown || isInLink) return <sup class={styles['raised']}>{label}</sup>;
  return (
    <sup class={styles['raised']}>
      <button
        type="button"
        class={styles['reference']}
        aria-label={t('footnote', label)}
        data-reference={label}
        onClick={({ currentTarget }) => goTo(currentTarget, 'footnote', label)}
      >
        {label}
      </button>
    </sup>
  );
}
