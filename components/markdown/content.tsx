import type { ComponentChild } from 'preact';
import { memo } from '@/components/controls/memo';
import type { Inline, InlineContent, InlineSegment } from '@/lib/markdown/ast';
import { Chunks } from './chunks';
import { FootnoteReference } from './footnote-reference';
import { Formula } from './formula';
import { ImageChip } from './image-chip';
import { nodesInStretches, textInStretches } from './in-stretches';
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
  <>{drawAll(nodes, 'text')}</>
));

type Place = 'text' | 'link';

function drawInline(node: Inline, place: Place): ComponentChild {
  switch (node.type) {
    case 'text':
      return drawText(node.text, place === 'link' ? 'exact' : 'prose');
    case 'code':
      return <code>{drawText(node.text, 'exact')}</code>;
    case 'math':
      return <Formula source={node.source} layout={node.layout} state={node.state} />;
    case 'footnote':
      return <FootnoteReference label={node.label} isInLink={place === 'link'} />;
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
  const groups = nodesInStretches(nodes);
  if (groups.length === 1) return nodes.map((node) => drawInline(node, place));
  return groups.map((group) => stretch(group.map((node) => drawInline(node, place))));
}

function drawText(text: string, scope: 'prose' | 'exact'): ComponentChild {
  const stretches = textInStretches(text);
  if (stretches.length === 1) return <VisibleText text={text} scope={scope} />;
  return stretches.map((each) => stretch(<VisibleText text={each} scope={scope} />));
}

function stretch(content: ComponentChild): ComponentChild {
  return (
    <span class={styles['stretch']} data-chunk="passed">
      {content}
    </span>
  );
}
