import { $constructor, $ZodType, type $ZodArray, type $ZodCheck, type output } from 'zod/v4/core';
import { readPart } from './parts';

const ArrayKind = /* @__PURE__ */ $constructor<$ZodArray>('Array', (schema, def) => {
  $ZodType.init(schema, def);
  schema._zod.parse = (payload, context) => {
    const { value: input, issues } = payload;
    if (Array.isArray(input)) {
      payload.value = Array.from(input, (value: unknown, key) =>
        readPart(def.element, { key, value, issues }, context),
      );
    } else issues.push({ code: 'invalid_type', expected: 'array', input, inst: schema });
    return payload;
  };
});

// @__NO_SIDE_EFFECTS__
export function array<Item extends $ZodType>(
  element: Item,
  ...checks: $ZodCheck<output<Item>[]>[]
) {
  return new ArrayKind({ type: 'array', element, checks }) as $ZodArray<Item>;
}
