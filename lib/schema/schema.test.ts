import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as zod from 'zod/mini';
import * as z from './index';

const text = { ours: z.string(), zods: zod.string() };
const inner = {
  ours: z.object({ a: z.string(), b: z.optional(z.number()) }),
  zods: zod.object({ a: zod.string(), b: zod.optional(zod.number()) }),
};

/** The same schema twice, said with our vocabulary and with zod's. */
const PAIRS: Record<string, { readonly ours: z.Schema; readonly zods: zod.ZodMiniType }> = {
  'an object': {
    ours: z.object({
      a: z.string(),
      b: z.optional(z.number()),
      c: z.nullish(z.boolean()),
      d: z.catch(z.string(), 'none'),
      e: z.unknown(),
    }),
    zods: zod.object({
      a: zod.string(),
      b: zod.optional(zod.number()),
      c: zod.nullish(zod.boolean()),
      d: zod.catch(zod.string(), 'none'),
      e: zod.unknown(),
    }),
  },
  'an object with what may be missing': {
    ours: z.object({
      a: z.catch(z.nullish(z.string()), null),
      b: z.nullable(z.literal([1, 'x'])),
      c: z.catch(z.optional(inner.ours), undefined),
      d: z.optional(z.unknown()),
    }),
    zods: zod.object({
      a: zod.catch(zod.nullish(zod.string()), null),
      b: zod.nullable(zod.literal([1, 'x'])),
      c: zod.catch(zod.optional(inner.zods), undefined),
      d: zod.optional(zod.unknown()),
    }),
  },
  'a record': {
    ours: z.recordOf(inner.ours),
    zods: zod.catchall(zod.object({}), inner.zods),
  },
  'a record of what may be null': {
    ours: z.recordOf(z.nullish(z.string())),
    zods: zod.catchall(zod.object({}), zod.nullish(zod.string())),
  },
  'a union': {
    ours: z.union([z.number(), inner.ours, z.array(z.string())]),
    zods: zod.union([zod.number(), inner.zods, zod.array(zod.string())]),
  },
  'a union in an object': {
    ours: z.object({ a: z.nullish(z.union([z.string(), z.array(z.number())])), b: z.unknown() }),
    zods: zod.object({
      a: zod.nullish(zod.union([zod.string(), zod.array(zod.number())])),
      b: zod.unknown(),
    }),
  },
  'one of several kinds': {
    ours: z.oneOf('a', [
      z.object({ a: z.literal('x'), b: z.nullable(z.string()) }),
      z.object({ a: z.literal([1, true]), c: z.optional(z.string()) }),
    ]),
    zods: zod.discriminatedUnion('a', [
      zod.object({ a: zod.literal('x'), b: zod.nullable(zod.string()) }),
      zod.object({ a: zod.literal([1, true]), c: zod.optional(zod.string()) }),
    ]),
  },
  'what is checked': {
    ours: z.object({
      a: z.string(
        z.overwrite((value) => value.trim()),
        z.isFilled,
        z.hasAtMost(2),
      ),
      b: z.nullable(z.number(z.isWhole, z.isBetween(0, 2))),
    }),
    zods: zod.object({
      a: zod.string().check(zod.trim(), zod.minLength(1), zod.maxLength(2)),
      b: zod.nullable(zod.int().check(zod.gte(0), zod.lte(2))),
    }),
  },
  'a list that is checked': {
    ours: z.array(text.ours, z.isFilled, z.hasAtMost(2)),
    zods: zod.array(text.zods).check(
      zod.refine((list) => list.length > 0),
      zod.refine((list) => list.length <= 2),
    ),
  },
};

const leaf = fc.constantFrom<unknown>('', 'x', ' x ', 'xyz', 0, 1, 2.5, -1, true, null, undefined);
const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__', 'toString');
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(keys, tie('value')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

describe.each(Object.entries(PAIRS))('%s', (_, { ours, zods }) => {
  test('reads from every value what zod reads, and says the same place where it differs', () => {
    fc.assert(
      fc.property(values, (value) => {
        const expected = zods.safeParse(value);
        const { success, data, where } = z.safeParse(ours, value);
        expect({ success, data }).toStrictEqual({
          success: expected.success,
          data: expected.data,
        });
        expect(where).toBe(expected.error?.issues[0]?.path.join('.'));
      }),
      { numRuns: 2000 },
    );
  });
});

test('a value that does not fit is refused by its place', () => {
  const schema = z.object({ list: z.array(inner.ours) });
  expect(() => z.parse(schema, { list: [{ a: 'x' }, { a: 1 }] })).toThrow(/list\.1\.a$/);
  expect(z.parse(schema, { list: [{ a: 'x', more: 1 }] })).toEqual({ list: [{ a: 'x' }] });
});

test('a list with more faults than a call takes arguments is refused like any other', () => {
  const list = Array.from({ length: 300_000 }, () => 1);
  expect(z.safeParse(z.object({ list: z.array(z.string()) }), { list }).where).toBe('list.0');
});
