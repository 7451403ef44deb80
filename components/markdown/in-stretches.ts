/**
 * A browser lays out a paragraph as a whole: more characters or more nodes without a place to cut
 * would hold the page up for seconds. A parser cuts what it can; this is for what is left.
 */
const MAX_LENGTH = 16_000;
const MAX_NODES = 2000;

/** A text in pieces that a browser lays out one by one; in one piece where it is not very long. */
export function textInStretches(text: string): string[] {
  if (text.length <= MAX_LENGTH) return [text];
  const stretches: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + MAX_LENGTH;
    const isInCharacter = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
    stretches.push(text.slice(start, isInCharacter ? end + 1 : end));
    start = isInCharacter ? end + 1 : end;
  }
  return stretches;
}

/** Nodes in groups that a browser lays out one by one; in one group where they are not very many. */
export function nodesInStretches<Node>(nodes: readonly Node[]): (readonly Node[])[] {
  if (nodes.length <= MAX_NODES) return [nodes];
  const count = Math.ceil(nodes.length / MAX_NODES);
  return Array.from({ length: count }, (_, index) =>
    nodes.slice(index * MAX_NODES, (index + 1) * MAX_NODES),
  );
}
