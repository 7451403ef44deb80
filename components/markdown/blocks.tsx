import { h } from 'preact';
import { memo } from '@/components/controls/memo';
import type { Block, BlockList, ListBlock, ListItem } from '@/lib/markdown/ast';
import { t } from '@/lib/client/i18n';
import { Chunks } from './chunks';
import { CodeBlock } from './code-block';
import { Content } from './content';
import styles from './markdown.module.css';
import { Table } from './table';

/** The blocks of a reply, or of a quote or list item in it. */
export function Blocks({ list }: { readonly list: BlockList }) {
  return <Chunks list={list} draw={drawBlock} />;
}

function drawBlock(block: Block) {
  return <BlockView block={block} />;
}

const BlockView = memo(({ block }: { readonly block: Block }) => {
  switch (block.type) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Content content={block.content} />
        </p>
      );
    case 'heading':
      return h(headingTag(block.level), { dir: 'auto' }, <Content content={block.content} />);
    case 'code':
      return <CodeBlock language={block.language} pieces={block.pieces} />;
    case 'quote':
      return (
        <blockquote>
          <Blocks list={block.children} />
        </blockquote>
      );
    case 'list':
      return <List block={block} />;
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

function List({ block }: { readonly block: ListBlock }) {
  const items = <Chunks list={block.items} draw={drawItem} />;
  if (block.start === null) return <ul data-spacing={block.spacing}>{items}</ul>;
  return (
    <ol data-spacing={block.spacing} start={block.start}>
      {items}
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
        <Blocks list={item.children} />
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
      <Blocks list={item.children} />
    </li>
  );
});
