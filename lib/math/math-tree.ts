/**
 * A formula as elements of MathML. There is no node for a link, an image or an action, no style and
 * no id, and each attribute has a closed set of values: a view that draws this can draw nothing else.
 */
export type MathNode = string | MathElement;

export interface MathElement {
  readonly name: MathElementName;
  readonly attributes: MathAttributes;
  /** What MathML has no attribute for, such as `left` for a column: names for the style sheet. */
  readonly marks: readonly MathMark[];
  readonly children: readonly MathNode[];
}

export type MathElementName = (typeof MATH_ELEMENT_NAMES)[number];

export const MATH_ELEMENT_NAMES = [
  'math',
  'menclose',
  'mfrac',
  'mi',
  'mmultiscripts',
  'mn',
  'mo',
  'mover',
  'mpadded',
  'mphantom',
  'mprescripts',
  'mroot',
  'mrow',
  'mspace',
  'msqrt',
  'mstyle',
  'msub',
  'msubsup',
  'msup',
  'mtable',
  'mtd',
  'mtext',
  'mtr',
  'munder',
  'munderover',
  'none',
] as const;

export type MathAttributes = Readonly<Record<string, string>>;

export type MathMark =
  // columns and cells
  | 'left'
  | 'right'
  | 'flush-left'
  | 'flush-right'
  | 'gap-left'
  | 'glue'
  | 'wide'
  | 'loose'
  | 'small'
  | 'top-solid'
  | 'top-dashed'
  | 'top-double'
  | 'bottom-solid'
  | 'bottom-dashed'
  | 'bottom-double'
  | 'left-solid'
  | 'left-dashed'
  | 'left-double'
  | 'right-solid'
  | 'right-dashed'
  | 'right-double'
  // what `menclose` does, for browsers that do not know it
  | 'overline'
  | 'underline'
  | 'box'
  | 'strike'
  | 'strike-up'
  | 'strike-down'
  | 'strike-through'
  | 'strike-both'
  // letters and accents
  | 'bold'
  | 'italic'
  | 'hat-1'
  | 'hat-2'
  | 'hat-3'
  | 'hat-4'
  | 'tilde-2'
  | 'tilde-3'
  | 'tilde-4';
