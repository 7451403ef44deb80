import { Component, Fragment, h, type ComponentChild } from 'preact';
import { chunksOf, type ChunkedList } from '@/lib/markdown/chunked-list';

interface Drawing<Item> {
  /** Must be the same function each time: another one draws all items anew. */
  readonly draw: (item: Item) => ComponentChild;
}

interface ChunksProps<Item> extends Drawing<Item> {
  readonly list: ChunkedList<Item>;
  /** What each chunk is drawn in; nothing of its own by default. */
  readonly tag?: 'div' | 'tbody' | 'span';
  readonly class?: string | undefined;
}

/**
 * Draws a list whose items never move. A chunk that is full is never looked at again, so that one
 * more item costs the same at the end of ten and of ten thousand.
 */
export function Chunks<Item>({ list, draw, tag, class: className }: ChunksProps<Item>) {
  return (
    <>
      {chunksOf(list).map((items, index) => {
        if (tag === undefined) {
          // oxlint-disable-next-line react/no-array-index-key -- chunks never move
          return <Chunk key={index} items={items} draw={draw} />;
        }
        const isFull = index < list.full.length;
        const attributes = { key: index, class: className, 'data-chunk': isFull ? 'full' : 'last' };
        return h(tag, attributes, <Chunk items={items} draw={draw} />);
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
