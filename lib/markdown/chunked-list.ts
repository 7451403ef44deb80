/** Most items in a chunk. */
const CHUNK_ITEMS = 64;
/**
 * A chunk of this weight is full; code weighs its characters. One big text node is what a browser lays
 * out slowest. What an item weighs does not move it: the last one may still grow.
 */
export const CHUNK_WEIGHT = 2000;

/**
 * An immutable list that grows at its end. A full chunk keeps its identity for good, so that a
 * list of any length costs the parser, and a view that remembers chunks, only its last chunk.
 */
export interface ChunkedList<Item> {
  readonly full: readonly (readonly Item[])[];
  readonly tail: readonly Item[];
  readonly length: number;
  readonly tailWeight: number;
}

const EMPTY: ChunkedList<never> = { full: [], tail: [], length: 0, tailWeight: 0 };

/** The list of nothing. */
export function emptyList<Item>(): ChunkedList<Item> {
  return EMPTY;
}

/** The list of `items`. */
export function listOf<Item>(items: readonly Item[]): ChunkedList<Item> {
  let list = emptyList<Item>();
  for (const item of items) list = appended(list, item);
  return list;
}

/** `list` with one more item. */
export function appended<Item>(list: ChunkedList<Item>, item: Item, weight = 0): ChunkedList<Item> {
  const { full, tail, length, tailWeight } = list;
  const isFull = tail.length >= CHUNK_ITEMS || tailWeight >= CHUNK_WEIGHT;
  if (isFull && tail.length > 0) {
    return { full: [...full, tail], tail: [item], length: length + 1, tailWeight: weight };
  }
  return { full, tail: [...tail, item], length: length + 1, tailWeight: tailWeight + weight };
}

/** `list` without its last item. */
export function withoutLast<Item>(list: ChunkedList<Item>): ChunkedList<Item> {
  const { full, tail, length, tailWeight } = list;
  if (tail.length > 1) return { full, tail: tail.slice(0, -1), length: length - 1, tailWeight };
  const last = full.at(-1);
  if (last === undefined) return emptyList();
  return { full: full.slice(0, -1), tail: last, length: length - 1, tailWeight: CHUNK_WEIGHT };
}

/** The last item. */
export function lastOf<Item>(list: ChunkedList<Item>): Item | undefined {
  return list.tail.at(-1);
}

/** The chunks in order, none of them empty. */
export function chunksOf<Item>(list: ChunkedList<Item>): readonly (readonly Item[])[] {
  return list.tail.length > 0 ? [...list.full, list.tail] : list.full;
}

/** The items from `start` on. Looks only at the chunks that hold them. */
export function itemsFrom<Item>(list: ChunkedList<Item>, start: number): readonly Item[] {
  let index = list.full.length;
  let before = list.length - list.tail.length;
  const parts = [list.tail];
  while (before > start && index > 0) {
    index -= 1;
    const chunk = list.full[index] ?? [];
    before -= chunk.length;
    parts.unshift(chunk);
  }
  return parts.flat().slice(start - before);
}

/** `list` with `change` applied to each item; chunks in which nothing changed keep their identity. */
export function mapped<Item>(
  list: ChunkedList<Item>,
  change: (item: Item) => Item,
): ChunkedList<Item> {
  const chunk = (items: readonly Item[]) => {
    const next = items.map(change);
    return next.every((item, index) => item === items[index]) ? items : next;
  };
  const full = list.full.map(chunk);
  const tail = chunk(list.tail);
  const isSame = tail === list.tail && full.every((items, index) => items === list.full[index]);
  return isSame ? list : { ...list, full, tail };
}
