import type { Inline } from './ast';
import type { DelimiterRun } from './delimiters';
import { textOfInline } from './inline-text';

/** What the scanner makes of a text, before anything is nested. */
export type Token =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'node'; readonly node: Inline; readonly source: string }
  | DelimiterRun
  | BracketToken
  | { readonly type: 'link-end'; readonly bracket: BracketToken; readonly source: string };

export interface BracketToken {
  readonly type: 'bracket';
  readonly isImage: boolean;
  /** Where its text begins. */
  readonly offset: number;
  /** Set when its end is found; without it, the bracket is text. */
  target: { readonly href: string; readonly title: string } | null;
  /** Whether it is the beginning of a link that is still being written. */
  isHidden: boolean;
}

/** Deeper nesting stays text: nobody writes it, and every view of the tree is recursive. */
const MAX_DEPTH = 20;

const TYPE_OF_RUN = { 1: 'emphasis', 2: 'strong' } as const;

type Wrapper =
  | { readonly type: 'emphasis' | 'strong' | 'deletion' }
  | { readonly type: 'link' | 'image'; readonly href: string; readonly title: string };

interface Open {
  /** `null` where the nesting is too deep: its marks are text, and its content goes to `nodes`. */
  readonly wrapper: Wrapper | null;
  readonly nodes: Inline[];
}

/** Nests `tokens`. What is still open at the end is closed there. */
export function buildTree(tokens: readonly Token[]): readonly Inline[] {
  const tree = new TreeBuilder();
  for (const token of tokens) tree.add(token);
  return tree.finish();
}

class TreeBuilder {
  readonly #open: Open[] = [{ wrapper: null, nodes: [] }];
  #links = 0;

  add(token: Token): void {
    switch (token.type) {
      case 'text':
        this.#text(token.text);
        break;
      case 'node':
        // A link inside a link would be neither valid nor clear: its text stays.
        if (token.node.type === 'link' && this.#links > 0) this.#text(token.source);
        else this.#nodes.push(token.node);
        break;
      case 'run':
        this.#run(token);
        break;
      case 'bracket':
        this.#bracket(token);
        break;
      case 'link-end': {
        const isImage = token.bracket.isImage;
        if (!isImage) this.#links -= 1;
        if (!this.#closeTop()) this.#text(token.source);
        break;
      }
    }
  }

  finish(): readonly Inline[] {
    while (this.#open.length > 1) this.#closeTop();
    return this.#nodes;
  }

  get #nodes(): Inline[] {
    return this.#open.at(-1)?.nodes ?? [];
  }

  #text(text: string): void {
    if (text === '') return;
    const nodes = this.#nodes;
    const last = nodes.at(-1);
    if (last?.type === 'text') nodes[nodes.length - 1] = { type: 'text', text: last.text + text };
    else nodes.push({ type: 'text', text });
  }

  #run({ character, remaining, opens, closes }: DelimiterRun): void {
    for (const length of closes) {
      if (!this.#closeTop()) this.#text(character.repeat(length));
    }
    this.#text(character.repeat(remaining));
    for (const length of opens.toReversed()) {
      const type = character === '~' ? 'deletion' : TYPE_OF_RUN[length];
      if (!this.#openWrapper({ type })) this.#text(character.repeat(length));
    }
  }

  #bracket({ isImage, target, isHidden }: BracketToken): void {
    const source = isImage ? '![' : '[';
    if (target === null) {
      this.#text(isHidden ? '' : source);
      return;
    }
    if (!isImage) this.#links += 1;
    if (!this.#openWrapper({ type: isImage ? 'image' : 'link', ...target })) this.#text(source);
  }

  #openWrapper(wrapper: Wrapper): boolean {
    const isTooDeep = this.#open.length > MAX_DEPTH;
    this.#open.push(isTooDeep ? { wrapper: null, nodes: this.#nodes } : { wrapper, nodes: [] });
    return !isTooDeep;
  }

  /** Whether there was an element to close. */
  #closeTop(): boolean {
    if (this.#open.length === 1) return false;
    const top = this.#open.pop();
    if (top === undefined || top.wrapper === null) return false;
    this.#nodes.push(wrapped(top.wrapper, top.nodes));
    return true;
  }
}

function wrapped(wrapper: Wrapper, children: readonly Inline[]): Inline {
  switch (wrapper.type) {
    case 'image':
      return { ...wrapper, type: 'image', alt: children.map(textOfInline).join('') };
    case 'link':
      return { ...wrapper, type: 'link', children };
    case 'emphasis':
    case 'strong':
    case 'deletion':
      return { type: wrapper.type, children };
  }
}
