import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MATH_ELEMENT_NAMES, type MathElement, type MathNode } from './math-tree';
import { readTex, type MathLayout } from './read-tex';

/** The tree as a reader of MathML would write it, attributes left out. */
function outline(node: MathNode): string {
  if (typeof node === 'string') return node;
  return `${node.name}(${node.children.map(outline).join(' ')})`;
}

function read(source: string, layout: MathLayout = 'inline'): MathElement {
  const tree = readTex(source, layout);
  if (tree === null) throw new Error(`${source} was not read`);
  return tree;
}

function all(node: MathNode): MathElement[] {
  return typeof node === 'string' ? [] : [node, ...node.children.flatMap(all)];
}

test.each([
  ['x^2', 'math(msup(mi(x) mn(2)))'],
  ['\\frac{a}{b}', 'math(mfrac(mi(a) mi(b)))'],
  ['\\sqrt{2}', 'math(msqrt(mn(2)))'],
  ['\\text{if } x', 'math(mrow(mtext(if\u00a0) mi(x)))'],
  ['a \\longrightarrow b', 'math(mrow(mi(a) mo(⟶)) mrow(mi(b)))'],
])('%s is read', (source, tree) => {
  expect(outline(read(source))).toBe(tree);
});

test('a formula of its own line says so', () => {
  expect(read('x', 'block').attributes).toEqual({ display: 'block' });
  expect(read('x').attributes).toEqual({});
});

function marks(source: string): string[] {
  return all(read(source, 'block')).flatMap((node) => node.marks);
}

test('columns, lines and boxes are named for the style sheet', () => {
  expect(marks('\\begin{aligned} a &= b \\end{aligned}')).toEqual([
    'loose',
    'right',
    'flush-left',
    'flush-right',
    'left',
    'flush-left',
    'flush-right',
  ]);
  expect(marks('\\boxed{x}')).toEqual(['box']);
  expect(marks('\\cancel{x}')).toEqual(['strike', 'strike-up']);
  expect(marks('\\begin{array}{c} a \\\\ \\hline \\end{array}')).toContain('bottom-solid');
});

test('colours stay, by name or number', () => {
  const colors = all(read('\\textcolor{red}{x} + \\color{#0a0}{y}')).flatMap(
    ({ attributes }) => attributes['mathcolor'] ?? [],
  );
  expect(colors).toContain('#ff0000');
  expect(colors).toContain('#0a0');
});

test.each([
  '\\frac{1}{',
  '\\nonsense',
  'x^2^3',
  '}',
  '\\begin{matrix} a',
  '\\href{https://evil.example}{x}',
  '\\url{https://evil.example}',
  '\\includegraphics{https://evil.example/a.png}',
  '\\class{evil}{x}',
  '\\id{evil}{x}',
  '\\style{position:fixed}{x}',
  '\\data{a=b}{x}',
  '\\htmlId{evil}{x}',
  '\\htmlClass{evil}{x}',
  '\\htmlStyle{position:fixed}{x}',
  '\\htmlData{a=b}{x}',
])('%s is not drawn', (source) => {
  expect(readTex(source, 'inline')).toBeNull();
  expect(readTex(source, 'block')).toBeNull();
});

test('nothing can lead anywhere, carry a name, or act', () => {
  for (const source of [
    '\\ref{a} x',
    '\\eqref{a} x',
    '\\begin{align} a \\label{evil} \\end{align}',
    '\\tooltip{tip}{x}',
    '\\text{<img src=x onerror=alert(1)>}',
    '\\verb|<a href="javascript:alert(1)">|',
  ]) {
    const tree = readTex(source, 'block');
    for (const { name, attributes } of tree === null ? [] : all(tree)) {
      expect(MATH_ELEMENT_NAMES).toContain(name);
      expect(Object.keys(attributes).filter((key) => /href|src|id|title|action/.test(key))).toEqual(
        [],
      );
    }
  }
});

const LENGTH_LIMIT_EM = 20;

test.each(['\\kern9999em x', '\\rule{9999em}{9999em}', '\\raisebox{9999em}{x}', '\\hspace{999em}'])(
  '%s reaches no further than a formula may',
  (source) => {
    for (const { attributes } of all(read(source))) {
      for (const value of Object.values(attributes)) {
        if (value.endsWith('em'))
          expect(Math.abs(parseFloat(value))).toBeLessThanOrEqual(LENGTH_LIMIT_EM);
      }
    }
  },
);

test('a negative space cannot pull a formula over the text before it', () => {
  const widths = all(read('\\hspace{-99999em} x \\kern-9999pt y')).flatMap(
    ({ attributes }) => attributes['width'] ?? [],
  );
  expect(widths.filter((width) => Math.abs(parseFloat(width)) > 300)).toEqual([]);
});

const TEX_PIECES = [
  '{', '}', '^', '_', '&', '\\\\', '\\frac', '\\sqrt', '\\left(', '\\right)', '\\text{', '\\begin{matrix}',
  '\\end{matrix}', '\\begin{array}{c|c}', '\\end{array}', '\\hline', '\\color{red}', '\\style{a}', '\\href{b}',
  '\\class{c}', '\\ref{d}', '\\label{e}', '\\tag{1}', '\\def\\a', '\\a', '#1', 'x', '1', "'", '~', '$', '%', ' ',
  '\\ce{', '\\cancelto{1}', '\\llap{', '\\hat', '\\url{', '\\verb|', '|', '\\tooltip{t}', '\\rule{1em}{9em}',
] as const; // prettier-ignore
const wildTex = fc
  .array(fc.constantFrom(...TEX_PIECES), { maxLength: 40 })
  .map((pieces) => pieces.join(''));

const VALUE = /^(?:true|false|block|[a-z -]+|[+-]?\d*\.?\d+(?:em|ex|px|pt|%)?|#[0-9a-f]{3,6})$/i;

test('whatever is written, only known elements with harmless values come of it', () => {
  fc.assert(
    fc.property(wildTex, fc.constantFrom<MathLayout>('inline', 'block'), (source, layout) => {
      const tree = readTex(source, layout);
      for (const { name, attributes } of tree === null ? [] : all(tree)) {
        expect(MATH_ELEMENT_NAMES).toContain(name);
        for (const value of Object.values(attributes)) expect(value).toMatch(VALUE);
      }
    }),
    { numRuns: 2000 },
  );
});

const nested = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}x${close.repeat(depth)}`;

/** Each takes seconds, gigabytes, or for ever where nothing bounds it. */
test.each([
  ['commands that are built twice', nested('\\mathllap{', '}', 100)],
  ['commands that are built four times', nested('\\cancelto{a}{', '}', 100)],
  ['arrows that are built twice', nested('\\equilibriumRight{', '}', 100)],
  [
    'many columns and many rows',
    `\\begin{matrix}${'&'.repeat(900)}${'\\\\'.repeat(500)}\\end{matrix}`,
  ],
  ['a macro that calls itself', '\\def\\a{\\a\\a}\\a'],
  ['macros of macros', `\\def\\a{xx}${'\\edef\\a{\\a\\a}'.repeat(40)}\\a`],
  ['groups in groups', nested('{', '}', 990)],
  ['roots of roots', nested('\\sqrt{', '}', 280)],
  ['a long formula', 'a+'.repeat(100_000)],
])('%s end soon', (_, source) => {
  const start = performance.now();
  readTex(source, 'block');
  expect(performance.now() - start).toBeLessThan(500);
});
