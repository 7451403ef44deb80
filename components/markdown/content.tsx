import type { ComponentChild } from 'preact';
import { memo } from '@/components/controls/memo';
import type { Inline, InlineContent, InlineSegment } from '@/lib/markdown/ast';
import { Chunks } from './chunks';
import { ImageChip } from './image-chip';
import { Link } from './link';
import styles from './markdown.module.css';
import { VisibleText } from './visible-text';

/** The text of a paragraph, a heading or a cell. */
export function Content({ content: { segments } }: { readonly content: InlineContent }) {
  if (segments.full.length === 0) return <Chunks list={segments} draw={drawSegment} />;
  return <Chunks list={segments} draw={drawSegment} tag="span" class={styles['stretch']} />;
}

function drawSegment(nodes: InlineSegment) {
  return <Segment nodes={nodes} />;
}

const Segment = memo(({ nodes }: { readonly nodes: InlineSegment }) => (
  <>{nodes.map((node) => drawInline(node, 'text'))}</>
));

type Place = 'text' | 'link';

function drawInline(node: Inline, place: Place): ComponentChild {
  switch (node.type) {
    case 'text':
      return <VisibleText text={node.text} scope={place === 'link' ? 'exact' : 'prose'} />;
    case 'code':
      return (
        <code>
          <VisibleText text={node.text} scope="exact" />
        </code>
      );
    case 'break':
      return <br />;
    case 'emphasis':
      return <em>{drawAll(node.children, place)}</em>;
    case 'strong':
      return <strong>{drawAll(node.children, place)}</strong>;
    case 'deletion':
      return <del>{drawAll(node.children, place)}</del>;
    case 'link':
      return <Link link={node}>{drawAll(node.children, 'link')}</Link>;
    case 'image':
      return <ImageChip image={node} isInLink={place === 'link'} />;
  }
}

function drawAll(nodes: readonly Inline[], place: Place): ComponentChild[] {
  return nodes.map((node) => drawInline(node, place));
}
