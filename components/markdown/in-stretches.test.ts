import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodesInStretches, textInStretches } from './in-stretches';

test('what is not very long stays whole', () => {
  expect(textInStretches('a'.repeat(16_000))).toEqual(['a'.repeat(16_000)]);
  const nodes = [1, 2, 3];
  expect(nodesInStretches(nodes)).toEqual([nodes]);
});

test('nothing is lost between stretches, and no character is cut', () => {
  const length = fc.integer({ min: 0, max: 60_000 });
  fc.assert(
    fc.property(length, fc.constantFrom('a', '😀', 'a😀'), (count, unit) => {
      const text = unit.repeat(count);
      const stretches = textInStretches(text);
      expect(stretches.join('')).toBe(text);
      expect(stretches.every((stretch) => stretch.isWellFormed())).toBe(true);
      expect(Math.max(...stretches.map((stretch) => stretch.length))).toBeLessThanOrEqual(16_001);
    }),
    { numRuns: 30 },
  );
});

test('no node is lost between stretches', () => {
  const nodes = Array.from({ length: 4001 }, (_, index) => index);
  const stretches = nodesInStretches(nodes);
  expect(stretches.map((stretch) => stretch.length)).toEqual([2000, 2000, 1]);
  expect(stretches.flat()).toEqual(nodes);
});
