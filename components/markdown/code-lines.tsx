import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HighlightedLine } from '@/lib/highlight/growing-code';
import type { Token } from '@/lib/highlight/highlighter';
import { visibleParts } from '@/lib/markdown/visible-characters';
import { memo } from '@/components/controls/memo';
import styles from './code-block.module.css';
import { VisibleText } from './visible-text';

interface CodeLinesProps {
  /** Which of the code's groups of lines this is. */
  readonly index: number;
  readonly pieces: readonly string[];
  /** The first of the pieces, with their colours. */
  readonly colored: readonly HighlightedLine[];
  readonly isFolded: boolean;
  readonly onNearChange: (index: number, isNear: boolean) => void;
}

/**
 * Some lines of code. One text node with all of it would be laid out anew, all of it, with each
 * token: 50,000 tokens take a minute so, and a second in groups.
 */
export const CodeLines = memo((props: CodeLinesProps) => {
  const { index, pieces, colored, isFolded, onNearChange } = props;
  const ref = useRef<HTMLSpanElement>(null);
  useNearScreen(ref, index, onNearChange);
  const lines = stillThere(colored, pieces);
  return (
    <span
      ref={ref}
      class={styles['lines']}
      data-part={pieces.at(-1)?.endsWith('\n') === true ? 'lines' : 'line'}
      hidden={isFolded ? 'until-found' : undefined}
    >
      {lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines never move
        <ColoredLine key={at} line={line} />
      ))}
      {lines.length < pieces.length && (
        <VisibleText key="plain" text={pieces.slice(lines.length).join('')} scope="exact" />
      )}
    </span>
  );
});

/** Code may have changed since it was highlighted: then it is plain again until that is done anew. */
function stillThere(
  colored: readonly HighlightedLine[],
  pieces: readonly string[],
): readonly HighlightedLine[] {
  const firstChanged = colored.findIndex(({ text }, index) => text !== pieces[index]);
  return firstChanged < 0 ? colored : colored.slice(0, firstChanged);
}

/** A line with hidden characters has no colours: its marks are what is to be seen. */
const ColoredLine = memo(({ line: { text, tokens } }: { readonly line: HighlightedLine }) => {
  if (visibleParts(text, 'exact').length > 1) return <VisibleText text={text} scope="exact" />;
  return <>{tokens.map(drawToken)}</>;
});

function drawToken({ text, kind }: Token, index: number) {
  if (kind === null) return text;
  return (
    <span key={index} class={styles[kind]}>
      {text}
    </span>
  );
}

/** Tells when the browser begins and ends to draw the element. In Firefox the event does not bubble. */
function useNearScreen(
  ref: RefObject<HTMLElement | null>,
  index: number,
  onNearChange: CodeLinesProps['onNearChange'],
): void {
  useLayoutEffect(() => {
    const listening = new AbortController();
    ref.current?.addEventListener(
      'contentvisibilityautostatechange',
      (event) => onNearChange(index, 'skipped' in event && event.skipped === false),
      { signal: listening.signal },
    );
    return () => {
      listening.abort();
      onNearChange(index, false);
    };
  }, [ref, index, onNearChange]);
}
