import { h } from 'preact';
import { memo } from '@/components/controls/memo';
import type { Block, BlockList, ListBlock, ListItem, QuoteBlock } from '@/lib/markdown/ast';
import { t } from '@/lib/client/i18n';
import { Alert } from './alert';
import { Chunks } from './chunks';
import { CodeBlock } from './code-block';
import { Content } from './content';
import { Formula } from './formula';
import styles from './markdown.module.css';
import { Table } from './table';

/** The blocks of a reply. Each finds out its own direction. */
export function Blocks({ list }: { readonly list: BlockList }) {
  return <Chunks list={list} draw={drawBlock} tag="div" class={styles['group']} />;
}

function drawBlock(block: Block) {
  return <BlockView block={block} dir="auto" />;
}

/** The blocks of a quote or list, which has one direction, so that its marks stand on one side. */
function InnerBlocks({ list }: { readonly list: BlockList }) {
  return <Chunks list={list} draw={drawInnerBlock} />;
}

function drawInnerBlock(block: Block) {
  return <BlockView block={block} dir={undefined} />;
}

type Direction = 'auto' | undefined;

interface BlockProps<Type extends Block> {
  readonly block: Type;
  readonly dir: Direction;
}

const BlockView = memo(({ block, dir }: BlockProps<Block>) => {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir={dir}>
          <Content content={block.content} />
        </p>
      );
    case 'heading':
      return h(headingTag(block.level), { dir }, <Content content={block.content} />);
    case 'code':
      return <CodeBlock language={block.language} pieces={block.pieces} />;
    case 'math':
      return <Formula source={block.source} layout="block" state={block.state} />;
    case 'quote':
      return <Quote block={block} dir={dir} />;
    case 'list':
      return <List block={block} dir={dir} />;
    case 'table':
      return <Table block={block} />;
    case 'rule':
      return <hr />;
  }
});

/** The page has an `h1`, the conversation an `h2`. */
function headingTag(level: number): 'h3' | 'h4' | 'h5' | 'h6' {
  if (level === 1) return 'h3';
  if (level === 2) return 'h4';
  return level === 3 ? 'h5' : 'h6';
}

function Quote({ block: { alert, children }, dir }: BlockProps<QuoteBlock>) {
  const blocks = <InnerBlocks list={children} />;
  if (alert === null) return <blockquote dir={dir}>{blocks}</blockquote>;
  return (
    <Alert kind={alert} dir={dir}>
      {blocks}
    </Alert>
  );
}

function List({ block, dir }: BlockProps<ListBlock>) {
  const { start, spacing, items } = block;
  if (start === null)
    return (
      <ul dir={dir} data-spacing={spacing}>
        <Chunks list={items} draw={drawItem} tag="div" class={styles['items']} isFirstBare />
      </ul>
    );
  return (
    // No elements between: items do not count beyond one that can be skipped.
    <ol dir={dir} data-spacing={spacing} start={start}>
      <Chunks list={items} draw={drawItem} />
    </ol>
  );
}

function drawItem(item: ListItem) {
  return <Item item={item} />;
}

const Item = memo(({ item }: { readonly item: ListItem }) => {
  if (item.task === null) {
    return (
      <li>
        <InnerBlocks list={item.children} />
      </li>
    );
  }
  const isDone = item.task === 'done';
  return (
    <li class={styles['task']}>
      <input
        type="checkbox"
        disabled
        checked={isDone}
        aria-label={isDone ? t('taskDone') : t('taskOpen')}
      />
      <InnerBlocks list={item.children} />
    </li>
  );
});
