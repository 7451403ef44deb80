import { Component, Fragment, type ComponentChild } from 'preact';
import { chunksOf, type ChunkedList } from '@/lib/markdown/chunked-list';

interface Drawing<Item> {
  /** Must be the same function each time: another one draws all items anew. */
  readonly draw: (item: Item) => ComponentChild;
}

/**
 * Draws a list whose items never move. A chunk that is full is never looked at again, so that one
 * more item costs the same at the end of ten and of ten thousand.
 */
export function Chunks<Item>({ list, draw }: Drawing<Item> & { readonly list: ChunkedList<Item> }) {
  return (
    <>
      {chunksOf(list).map((items, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- chunks never move
        <Chunk key={index} items={items} draw={draw} />
      ))}
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
