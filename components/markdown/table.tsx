import { useCallback } from 'preact/hooks';
import { memo } from '@/components/controls/memo';
import { t } from '@/lib/client/i18n';
import type { Alignment, TableBlock, TableRow } from '@/lib/markdown/ast';
import { Chunks } from './chunks';
import { Content } from './content';
import styles from './table.module.css';
import { TableTools } from './table-tools';

/** A table with its tools, in a region of its own that scrolls where it is wider than the reply. */
export function Table({ block }: { readonly block: TableBlock }) {
  return (
    <div>
      <TableRegion block={block} />
      <TableTools block={block} />
    </div>
  );
}

function TableRegion({ block }: { readonly block: TableBlock }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the arrow keys
    <section class={styles['region']} aria-label={t('table')} tabIndex={0}>
      <table class={styles['table']} data-length={block.rows.full.length > 0 ? 'long' : 'short'}>
        <thead>
          <tr>
            {block.header.map((cell, column) => (
              // oxlint-disable-next-line react/no-array-index-key -- columns never move
              <th key={column} dir="auto" data-align={block.alignments[column] ?? undefined}>
                <Content content={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <Rows block={block} />
      </table>
    </section>
  );
}

function Rows({ block: { rows, alignments } }: { readonly block: TableBlock }) {
  const draw = useCallback(
    (cells: TableRow) => <Row cells={cells} alignments={alignments} />,
    [alignments],
  );
  return <Chunks list={rows} draw={draw} tag="tbody" />;
}

interface RowProps {
  readonly cells: TableRow;
  readonly alignments: readonly Alignment[];
}

const Row = memo(({ cells, alignments }: RowProps) => (
  <tr>
    {cells.map((cell, column) => (
      // oxlint-disable-next-line react/no-array-index-key -- columns never move
      <td key={column} dir="auto" data-align={alignments[column] ?? undefined}>
        <Content content={cell} />
      </td>
    ))}
  </tr>
));
