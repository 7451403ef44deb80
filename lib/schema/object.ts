import { $constructor, $ZodType, util, type $catchall, type $strip } from 'zod/v4/core';
import type { $ZodObject, $ZodShape } from 'zod/v4/core';
import { readPart } from './parts';

const ObjectKind = /* @__PURE__ */ $constructor<$ZodObject>('Object', (schema, def) => {
  $ZodType.init(schema, def);
  const { shape, catchall } = def;
  const properties = Object.entries(shape).map(([key, type]) => propertyOf(key, type));
  schema._zod.parse = (payload, context) => {
    const { value: input, issues } = payload;
    if (!util.isObject(input)) {
      issues.push({ code: 'invalid_type', expected: 'object', input, inst: schema });
      return payload;
    }
    const output: Record<string, unknown> = {};
    const all = catchall ? Object.keys(input).map((key) => propertyOf(key, catchall)) : properties;
    for (const { key, type, whenMissing } of all) {
      if (key === '__proto__') continue; // setting that would be inheriting from it
      if (key in input || whenMissing === 'read') {
        output[key] = readPart(type, { key, value: input[key], issues }, context);
      } else if (whenMissing === 'refused') {
        issues.push({ code: 'custom', path: [key], input, inst: schema });
      }
    }
    payload.value = output;
    return payload;
  };
});

interface Property {
  readonly key: string;
  readonly type: $ZodType;
  readonly whenMissing: 'refused' | 'left out' | 'read';
}

/** Found out once: objects are what is read most. */
function propertyOf(key: string, type: $ZodType): Property {
  const { optin, optout } = type._zod;
  if (!optin) return { key, type, whenMissing: 'refused' };
  return { key, type, whenMissing: optout ? 'left out' : 'read' };
}

/** Keys it does not name are left out of what it reads. */
// @__NO_SIDE_EFFECTS__
export function object<Shape extends $ZodShape>(shape: Shape) {
  const schema = new ObjectKind({ type: 'object', shape });
  return schema as $ZodObject<util.Writeable<Shape>, $strip>;
}

/** An object with any keys whose values all fit `catchall`. */
// @__NO_SIDE_EFFECTS__
export function recordOf<Value extends $ZodType>(catchall: Value) {
  const schema = new ObjectKind({ type: 'object', shape: {}, catchall });
  return schema as $ZodObject<Record<never, never>, $catchall<Value>>;
}

/** The schemas of an object's properties, to be used in others. */
// @__NO_SIDE_EFFECTS__
export function shapeOf<Shape extends $ZodShape>(schema: $ZodObject<Shape>): Shape {
  return schema._zod.def.shape;
}
