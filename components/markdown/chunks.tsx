import { Component, Fragment, type ComponentChild } from 'preact';
import { chunksOf, type ChunkedList } from '@/lib/markdown/chunked-list';
import { Group, type GroupTag } from './group';

interface Drawing<Item> {
  /** Must be the same function each time: another one draws all items anew. */
  readonly draw: (item: Item) => ComponentChild;
}

interface ChunksProps<Item> extends Drawing<Item> {
  readonly list: ChunkedList<Item>;
  /** What each chunk is drawn in; nothing of its own by default. */
  readonly tag?: GroupTag;
  readonly class?: string | undefined;
  /** Whether the first chunk has no element, so that a list that is not long has none between. */
  readonly isFirstBare?: boolean;
}

/**
 * Draws a list whose items never move. A chunk that is full is never looked at again, so that one
 * more item costs the same at the end of ten and of ten thousand.
 */
export function Chunks<Item>(props: ChunksProps<Item>) {
  const { list, draw, tag, class: className, isFirstBare = false } = props;
  return (
    <>
      {chunksOf(list).map((items, index) => {
        // oxlint-disable-next-line react/no-array-index-key -- chunks never move
        const chunk = <Chunk key={index} items={items} draw={draw} />;
        if (tag === undefined || (isFirstBare && index === 0)) return chunk;
        const isPassed = index < list.full.length - 1;
        return (
          // oxlint-disable-next-line react/no-array-index-key -- nor do their groups
          <Group key={index} tag={tag} class={className} isFirst={index === 0} isPassed={isPassed}>
            {chunk}
          </Group>
        );
      })}
    </>
  );
}

class Chunk<Item> extends Component<Drawing<Item> & { readonly items: readonly Item[] }> {
  override shouldComponentUpdate(next: Readonly<Chunk<Item>['props']>): boolean {
    return next.items !== this.props.items || next.draw !== this.props.draw;
  }

  override render() {
    const { items, draw } = this.props;
    return items.map((item, index) => (
      // oxlint-disable-next-line react/no-array-index-key -- nor do items
      <Fragment key={index}>{draw(item)}</Fragment>
    ));
  }
}
