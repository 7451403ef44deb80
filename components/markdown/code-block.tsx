import { useMemo, useState } from 'preact/hooks';
import { memo } from '@/components/controls/memo';
import { formatNumber, t, tCount } from '@/lib/client/i18n';
import { chunksOf, type ChunkedList } from '@/lib/markdown/chunked-list';
import styles from './code-block.module.css';
import { CodeLines } from './code-lines';
import { CopyCode } from './copy-code';
import { useCodeColors } from './use-code-colors';
import { useFold } from './use-fold';
import { useNearGroups } from './use-near-groups';
import { VisibleText } from './visible-text';

interface CodeBlockProps {
  readonly language: string;
  /** Joined, they are the code. */
  readonly pieces: ChunkedList<string>;
}

/** Code as the model wrote it, with its language, its length and a button that copies it. */
export function CodeBlock({ language, pieces }: CodeBlockProps) {
  const [isWrapped, setWrapped] = useState(false);
  const groups = useMemo(() => chunksOf(pieces), [pieces]);
  const lineCount = useMemo(() => countLines(groups), [groups]);
  const { seen, onNearChange } = useNearGroups();
  const { blockRef, isLong, isFolded, toggle } = useFold(lineCount);
  const colorsOf = useCodeColors({ language, groups, seen });
  const name = language === '' ? t('plainCode') : language;
  const shown = isFolded ? groupsWithLines(groups, FOLDED_LINES) : groups.length;

  return (
    <div ref={blockRef} class={styles['block']} dir="ltr">
      <div class={styles['header']}>
        <span class={styles['language']}>
          <VisibleText text={name} scope="exact" />
        </span>
        <LineCount count={lineCount} />
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
            {groups.map((group, index) => (
              <CodeLines
                // oxlint-disable-next-line react/no-array-index-key -- groups never move
                key={index}
                index={index}
                pieces={group}
                colored={colorsOf(index)}
                isFolded={index >= shown}
                onNearChange={onNearChange}
              />
            ))}
          </code>
        </pre>
      </section>
      {isLong && (
        <button type="button" class={styles['fold']} aria-expanded={!isFolded} onClick={toggle}>
          {isFolded ? t('showAllLines', formatNumber(lineCount)) : t('showFewerLines')}
        </button>
      )}
    </div>
  );
}

/** Not read aloud each time it grows. */
const LineCount = memo(({ count }: { readonly count: number }) => (
  <span class={styles['count']} aria-live="off">
    {tCount('codeLines', count)}
  </span>
));

/** About as many lines are left of folded code: whole groups, so that none is drawn anew. */
const FOLDED_LINES = 30;

/** How many of the first groups it takes for so many lines. */
function groupsWithLines(groups: readonly (readonly string[])[], lineCount: number): number {
  let missing = lineCount;
  return 1 + groups.findIndex((group) => (missing -= countLines([group])) <= 0);
}

/** Groups do not change, and a long code has many: each is counted once. */
const lineCounts = new WeakMap<readonly string[], number>();

function countLines(groups: readonly (readonly string[])[]): number {
  let sum = 0;
  for (const group of groups) {
    const count = lineCounts.get(group) ?? group.filter((piece) => piece.endsWith('\n')).length;
    lineCounts.set(group, count);
    sum += count;
  }
  return sum;
}
