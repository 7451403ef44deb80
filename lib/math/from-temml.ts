import {
  MATH_ELEMENT_NAMES,
  type MathAttributes,
  type MathElement,
  type MathElementName,
  type MathMark,
  type MathNode,
} from './math-tree';

/** Most elements in a formula, and how deep they nest: a browser's layout of more may take seconds. */
const MAX_NODES = 4000;
const MAX_DEPTH = 60;

/** What we want of a tree that Temml built; `null` if it is too large, or no tree at all. */
export function fromTemml(tree: unknown): MathElement | null {
  const reader = new TreeReader();
  const nodes = reader.read(tree, 0);
  const [root] = nodes;
  if (reader.isTooLarge || typeof root !== 'object' || root.name !== 'math') return null;
  return root;
}

class TreeReader {
  #count = 0;
  isTooLarge = false;

  read(node: unknown, depth: number): readonly MathNode[] {
    this.#count += 1;
    if (this.#count > MAX_NODES || depth > MAX_DEPTH) this.isTooLarge = true;
    if (this.isTooLarge || !isRecord(node)) return [];
    if (typeof node['text'] === 'string') return node['text'] === '' ? [] : [node['text']];
    const children = Array.isArray(node['children'])
      ? node['children'].flatMap((child: unknown) => this.read(child, depth + 1))
      : [];
    const name = elementName(node['type']);
    if (name === null) return children; // what it would do is not for us; what it says stays
    return [
      {
        name,
        attributes: readAttributes(node),
        marks: readMarks(node, name),
        children: HOLDS_TEXT.has(name) ? textIn(children) : children,
      },
    ];
  }
}

const NAMES: ReadonlyMap<unknown, MathElementName> = new Map(
  MATH_ELEMENT_NAMES.map((name) => [name, name]),
);

function elementName(type: unknown): MathElementName | null {
  return NAMES.get(type) ?? null;
}

/** An element inside one of these would be HTML. */
const HOLDS_TEXT: ReadonlySet<MathElementName> = new Set(['mi', 'mn', 'mo', 'mtext']);

function textIn(children: readonly MathNode[]): readonly MathNode[] {
  const text = children.map(textOf).join('');
  return text === '' ? [] : [text];
}

function textOf(node: MathNode): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}

const FLAG = /^(?:true|false)$/;
const LEVEL = /^[+-]?[0-3]$/;
const COLOR = /^(?:#[0-9a-f]{3}|#[0-9a-f]{6}|[a-z]{3,20})$/i;
const LENGTH = /^([+-]?\d*\.?\d+)(em|ex|px|pt|%)$/;
/** Most of each unit: no formula needs more, and none may reach out of its line. */
const MAX_LENGTH: Readonly<Record<string, number>> = { em: 20, ex: 40, px: 320, pt: 240, '%': 300 };

const ATTRIBUTES: Readonly<Record<string, (value: string) => boolean>> = {
  display: (value) => value === 'block',
  form: (value) => /^(?:prefix|infix|postfix)$/.test(value),
  mathvariant: (value) => /^[a-z-]{4,24}$/.test(value),
  notation: (value) => /^[a-z ]{3,40}$/.test(value),
  ...sameCheck(
    (value) => FLAG.test(value),
    ['displaystyle', 'fence', 'largeop', 'movablelimits', 'separator', 'stretchy', 'symmetric'],
  ),
  scriptlevel: (value) => LEVEL.test(value),
  ...sameCheck((value) => COLOR.test(value), ['mathcolor', 'mathbackground']),
  ...sameCheck(isSmallLength, [
    'depth',
    'height',
    'linethickness',
    'lspace',
    'mathsize',
    'maxsize',
    'minsize',
    'rspace',
    'voffset',
    'width',
  ]),
};

function sameCheck(check: (value: string) => boolean, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, check]));
}

function isSmallLength(value: string): boolean {
  const [, number = '', unit = ''] = LENGTH.exec(value) ?? [];
  return unit !== '' && Math.abs(Number(number)) <= (MAX_LENGTH[unit] ?? 0);
}

function readAttributes(node: Record<string, unknown>): MathAttributes {
  const given: [string, unknown][] = isRecord(node['attributes'])
    ? Object.entries(node['attributes'])
    : [];
  given.push(['mathcolor', styleOf(node, 'color')]);
  const kept = given.map(([name, value]) => [name, String(value ?? '')] as const);
  return Object.fromEntries(kept.filter(([name, value]) => isAllowed(name, value)));
}

function isAllowed(name: string, value: string): boolean {
  return Object.hasOwn(ATTRIBUTES, name) && ATTRIBUTES[name]?.(value) === true;
}

/** Temml's classes and styles, by what we call them. */
const CLASS_MARKS: Readonly<Record<string, MathMark>> = {
  'tml-left': 'left',
  'tml-right': 'right',
  'tml-jot': 'loose',
  'tml-small': 'small',
  'tml-overline': 'overline',
  'tml-underline': 'underline',
  'tml-fbox': 'box',
  'tml-cancel': 'strike',
  upstrike: 'strike-up',
  downstrike: 'strike-down',
  sout: 'strike-through',
  'tml-xcancel': 'strike-both',
  'tml-hat-1': 'hat-1',
  'tml-hat-2': 'hat-2',
  'tml-hat-3': 'hat-3',
  'tml-hat-4': 'hat-4',
  'tml-tilde-2': 'tilde-2',
  'tml-tilde-3': 'tilde-3',
  'tml-tilde-4': 'tilde-4',
};

const STYLE_MARKS: readonly (readonly [name: string, value: RegExp, mark: MathMark])[] = [
  ['fontWeight', /^bold$/, 'bold'],
  ['font-weight', /^bold$/, 'bold'],
  ['font-style', /^italic$/, 'italic'],
  ['border', /^\S+ solid/, 'box'],
  ['textAlign', /^left$/, 'left'],
  ['paddingLeft', /^0[a-z]*$/, 'flush-left'],
  ['paddingRight', /^0[a-z]*$/, 'flush-right'],
  ['paddingLeft', /^1em$/, 'gap-left'],
  ['width', /^50%$/, 'glue'],
  ['width', /^100%$/, 'wide'],
  ...(['solid', 'dashed', 'double'] as const).flatMap((kind) => {
    const value = new RegExp(`^\\S+ ${kind}$`);
    return [
      ['borderTop', value, `top-${kind}`],
      ['borderBottom', value, `bottom-${kind}`],
      ['borderLeft', value, `left-${kind}`],
      ['borderRight', value, `right-${kind}`],
    ] as const;
  }),
];

function readMarks(node: Record<string, unknown>, name: MathElementName): readonly MathMark[] {
  if (name === 'math') return [];
  const classes: readonly unknown[] = Array.isArray(node['classes']) ? node['classes'] : [];
  const marks = classes.flatMap((value) =>
    typeof value === 'string' && Object.hasOwn(CLASS_MARKS, value)
      ? (CLASS_MARKS[value] ?? [])
      : [],
  );
  for (const [style, value, mark] of STYLE_MARKS) {
    const given = styleOf(node, style);
    if (typeof given === 'string' && value.test(given)) marks.push(mark);
  }
  return marks;
}

function styleOf(node: Record<string, unknown>, name: string): unknown {
  const style = node['style'];
  return isRecord(style) && Object.hasOwn(style, name) ? style[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
