import { useState } from 'preact/hooks';
import { t } from '@/lib/client/i18n';
import { chunksOf, type ChunkedList } from '@/lib/markdown/chunked-list';
import { memo } from '@/components/controls/memo';
import styles from './code-block.module.css';
import { CopyCode } from './copy-code';
import { VisibleText } from './visible-text';

interface CodeBlockProps {
  readonly language: string;
  /** Joined, they are the code. */
  readonly pieces: ChunkedList<string>;
}

/** Code as the model wrote it, with its language and a button that copies it. */
export function CodeBlock({ language, pieces }: CodeBlockProps) {
  const [isWrapped, setWrapped] = useState(false);
  const name = language === '' ? t('plainCode') : language;
  return (
    <div class={styles['block']} dir="ltr">
      <div class={styles['header']}>
        <span class={styles['language']}>
          <VisibleText text={name} scope="exact" />
        </span>
        <button
          type="button"
          class={styles['button']}
          aria-pressed={isWrapped}
          onClick={() => setWrapped(!isWrapped)}
        >
          {t('wrapLines')}
        </button>
        <CopyCode pieces={pieces} />
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the arrow keys */}
      <section class={styles['code']} aria-label={name} tabIndex={0} data-wrap={isWrapped}>
        <pre>
          <code>
            {chunksOf(pieces).map((group, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- groups never move
              <LineGroup key={index} pieces={group} />
            ))}
          </code>
        </pre>
      </section>
    </div>
  );
}

/**
 * Some lines of code. One text node with all of it would be laid out anew, all of it, with each
 * token: 50,000 tokens take a minute so, and a second in groups.
 */
const LineGroup = memo(({ pieces }: { readonly pieces: readonly string[] }) => {
  const text = pieces.join('');
  return (
    <span class={styles['lines']} data-part={text.endsWith('\n') ? 'lines' : 'line'}>
      <VisibleText text={text} scope="exact" />
    </span>
  );
});
