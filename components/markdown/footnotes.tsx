import { t } from '@/lib/client/i18n';
import type { Footnote, FootnoteList } from '@/lib/markdown/ast';
import { memo } from '@/components/controls/memo';
import { Blocks } from './blocks';
import { Chunks } from './chunks';
import styles from './footnotes.module.css';
import { goTo } from './known-footnotes';

/** The footnotes of a reply, at its end. */
export function Footnotes({ list }: { readonly list: FootnoteList }) {
  if (list.length === 0) return null;
  return (
    <section class={styles['footnotes']} aria-label={t('footnotes')}>
      <ol>
        <Chunks list={list} draw={drawFootnote} />
      </ol>
    </section>
  );
}

function drawFootnote(footnote: Footnote) {
  return <FootnoteItem footnote={footnote} />;
}

const FootnoteItem = memo(({ footnote }: { readonly footnote: Footnote }) => {
  const { label, children } = footnote;
  return (
    <li class={styles['footnote']} data-footnote={label} tabIndex={-1}>
      <span class={styles['label']}>{label}</span>
      <div class={styles['content']}>
        <Blocks list={children} />
      </div>
      <button
        type="button"
        class={styles['back']}
        aria-label={t('footnoteBack', label)}
        onClick={({ currentTarget }) => goTo(currentTarget, 'reference', label)}
      >
        <span aria-hidden="true">↩</span>
      </button>
    </li>
  );
});
