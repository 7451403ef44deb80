import type { Inline } from './ast';

/** The text that a reader sees of `node`. */
export function textOfInline(node: Inline): string {
  switch (node.type) {
    case 'text':
    case 'code':
      return node.text;
    case 'math':
      return node.source;
    case 'footnote':
      return `[^${node.label}]`;
    case 'break':
      return '\n';
    case 'emphasis':
    case 'strong':
    case 'deletion':
      return textOfAll(node.children);
    case 'link':
      return node.children.length === 0 ? node.href : textOfAll(node.children);
    case 'image':
      return node.alt;
  }
}

function textOfAll(nodes: readonly Inline[]): string {
  return nodes.map(textOfInline).join('');
}
