import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingCode, type GrowingCodeOptions, type LineGroup } from './growing-code';
import { Highlighter } from './highlighter';
import { loadLanguage } from './languages';

const language = (await loadLanguage('js')) ?? { token: () => null };

/** A `GrowingCode` whose work is done when the test says so. */
function startGrowing(options: Partial<GrowingCodeOptions> = {}) {
  const waiting: (() => void)[] = [];
  const growing = new GrowingCode({
    language,
    schedule: (work) => waiting.push(work),
    onProgress() {},
    now: () => 0,
    ...options,
  });
  return {
    growing,
    runOnce: () => waiting.shift()?.(),
    runAll() {
      while (waiting.length > 0) waiting.shift()?.();
    },
  };
}

/** The lines as they are drawn, `size` to a group. */
function grouped(lines: readonly string[], size: number): LineGroup[] {
  const groups = [];
  for (let start = 0; start < lines.length; start += size)
    groups.push(lines.slice(start, start + size));
  return groups;
}

function readAll(growing: GrowingCode, groups: readonly LineGroup[]) {
  return groups.flatMap((_, index) => growing.linesOf(index).map(({ tokens }) => tokens));
}

const WORDS = ['const ', 'a', '`', '/*', '*/', '${', '}', '"', '// ', '\n', '\n', '1', ' '];
const code = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(''));

test('code that grew in any pieces is read like code that came whole', () => {
  fc.assert(
    fc.property(
      code,
      fc.array(fc.integer({ min: 1, max: 9 })),
      fc.array(fc.boolean()),
      (text, lengths, settles) => {
        const { growing, runAll } = startGrowing();
        let end = 0;
        for (const [index, length] of lengths.entries()) {
          end += length;
          const groups = grouped(linesOf(text.slice(0, end)), 3);
          growing.update(groups, groups.keys());
          if (settles[index] ?? false) growing.settle();
          if (settles[index + 1] ?? true) runAll();
        }
        const groups = grouped(linesOf(text), 3);
        growing.update(groups, groups.keys());
        growing.settle();
        runAll();
        const whole = new Highlighter(language);
        expect(readAll(growing, groups)).toEqual(linesOf(text).map((line) => whole.line(line)));
      },
    ),
    { numRuns: 300 },
  );
});

/** As the Markdown parser cuts code: each line with its end, also the last. */
function linesOf(text: string): string[] {
  return text === ''
    ? []
    : text
        .replace(/\n$/, '')
        .split('\n')
        .map((line) => `${line}\n`);
}

test('the last line waits until it is complete', () => {
  const { growing, runAll } = startGrowing();
  growing.update([['let a\n', 'cons\n']], [0]);
  runAll();
  expect(growing.linesOf(0).map(({ text }) => text)).toEqual(['let a\n']);
  growing.settle();
  runAll();
  expect(growing.linesOf(0)).toHaveLength(2);
  growing.update([['let a\n', 'const b\n']], [0]);
  expect(growing.linesOf(0)).toHaveLength(1);
});

test('groups that nobody sees are not read', () => {
  const { growing, runAll } = startGrowing();
  const groups = grouped(linesOf('a\n'.repeat(20)), 5);
  growing.update(groups, [0, 1]);
  runAll();
  expect(groups.map((_, index) => growing.linesOf(index).length)).toEqual([5, 5, 0, 0]);
});

/** Twelve groups of two lines, of which every fourth begins a function. */
const FUNCTIONS = grouped(
  linesOf('function f() {\n  let a;\n  /*\n  let b;\n  */\n  let c;\n  let d;\n}\n'.repeat(3)),
  2,
);
const readLengths = (growing: GrowingCode) =>
  FUNCTIONS.map((_, index) => growing.linesOf(index).length);

test('far from what was read, code is begun anew with the group before that is indented least', () => {
  const { growing, runAll } = startGrowing();
  growing.update(FUNCTIONS, [0]);
  runAll();
  growing.update(FUNCTIONS, [0, 10]);
  runAll();
  expect(readLengths(growing)).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 0]);
  expect(kindsOf(growing, 9)).toEqual(['comment', 'comment']);
  expect(kindsOf(growing, 10)).toEqual(['comment', 'keyword']);
});

test('near to what was read, code goes on from there', () => {
  const { growing, runAll } = startGrowing();
  growing.update(FUNCTIONS, [1]);
  runAll();
  growing.update(FUNCTIONS, [1, 5]);
  runAll();
  expect(readLengths(growing)).toEqual([2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0]);
  growing.update(FUNCTIONS, [1, 5, 7, 11]);
  growing.settle();
  runAll();
  expect(readLengths(growing)).toEqual(FUNCTIONS.map(() => 2));
});

test('only what somebody sees is progress', () => {
  let progress = 0;
  const { growing, runAll } = startGrowing({ onProgress: () => (progress += 1) });
  growing.update(FUNCTIONS, [3]);
  runAll();
  expect(progress).toBe(1);
});

function kindsOf(growing: GrowingCode, index: number) {
  return growing
    .linesOf(index)
    .map(({ tokens }) => tokens.find(({ text }) => text.trim() !== '')?.kind);
}

test('a group that is done keeps its lines', () => {
  const { growing, runAll } = startGrowing();
  const groups = grouped(linesOf('let a;\n'.repeat(10)), 5);
  growing.update(groups, [0, 1]);
  runAll();
  const first = growing.linesOf(0);
  growing.update([...groups, ['more\n']], [0, 1, 2]);
  runAll();
  expect(growing.linesOf(0)).toBe(first);
});

test('long code is read in slices of a few milliseconds', () => {
  let time = 0;
  let slices = 0;
  const { growing, runOnce } = startGrowing({
    now: () => (time += 0.5),
    onProgress: () => (slices += 1),
  });
  const groups = grouped(linesOf('let a;\n'.repeat(100)), 10);
  growing.update(groups, groups.keys());
  growing.settle();
  runOnce();
  const done = readAll(growing, groups).length;
  expect(done).toBeGreaterThan(5);
  expect(done).toBeLessThan(20);
  for (let count = 0; count < 30; count += 1) runOnce();
  expect(readAll(growing, groups)).toHaveLength(100);
  expect(slices).toBeGreaterThan(5);
});

test('other code in its place is read from its start', () => {
  const { growing, runAll } = startGrowing();
  growing.update([['/*\n', 'a\n']], [0]);
  runAll();
  growing.update([['let a\n', 'a\n']], [0]);
  runAll();
  expect(growing.linesOf(0)[0]?.tokens[0]).toEqual({ text: 'let', kind: 'keyword' });
});

test('the pieces of a very long line have no colours', () => {
  const { growing, runAll } = startGrowing();
  growing.update([['let a', 'let b\n', 'let c\n', '\n']], [0]);
  runAll();
  const kinds = growing.linesOf(0).map(({ tokens }) => tokens[0]?.kind);
  expect(kinds).toEqual([null, null, 'keyword']);
});

test('code that is slow to read is plain from there on', () => {
  let time = 0;
  const { growing, runAll } = startGrowing({ now: () => (time += 20) });
  const groups = grouped(linesOf('let a;\n'.repeat(40)), 8);
  growing.update(groups, groups.keys());
  runAll();
  const kinds = readAll(growing, groups).map((tokens) => tokens[0]?.kind);
  expect(kinds).toHaveLength(39);
  expect(kinds.filter((kind) => kind === 'keyword')).toHaveLength(10);
  expect(kinds.at(-1)).toBeNull();
});
