import { $constructor, $ZodType, util } from 'zod/v4/core';
import type { $ZodLiteral, $ZodObject, $ZodTypeDef, $ZodTypeInternals } from 'zod/v4/core';
import type { input, output } from 'zod/v4/core';
import { tryPart } from './parts';

const LiteralKind = /* @__PURE__ */ $constructor<$ZodLiteral>('Literal', (schema, def) => {
  $ZodType.init(schema, def);
  const values = new Set(def.values);
  schema._zod.values = values;
  schema._zod.parse = (payload) => {
    const { value: input, issues } = payload;
    if (!values.has(input)) issues.push({ code: 'custom', input, inst: schema });
    return payload;
  };
});

/** One value, or any of several. */
// @__NO_SIDE_EFFECTS__
export function literal<const Value extends util.Literal>(value: Value | readonly Value[]) {
  const values = Array.isArray(value) ? value : [value];
  return new LiteralKind({ type: 'literal', values }) as $ZodLiteral<Value>;
}

interface UnionSchema<Option extends $ZodType = $ZodType> extends $ZodType {
  _zod: $ZodTypeInternals<output<Option>, input<Option>> & {
    def: $ZodTypeDef & { readonly options: readonly Option[] };
  };
}

const UnionKind = /* @__PURE__ */ $constructor<UnionSchema>('Union', (schema, def) => {
  $ZodType.init(schema, def);
  schema._zod.parse = (payload, context) => {
    for (const option of def.options) {
      const part = tryPart(option, payload.value, context);
      if (part.issues.length === 0) return part;
    }
    payload.issues.push({ code: 'custom', input: payload.value, inst: schema });
    return payload;
  };
});

/** The first of the options that fits; where a literal tells them apart, `oneOf` is faster. */
// @__NO_SIDE_EFFECTS__
export function union<const Options extends readonly $ZodType[]>(options: Options) {
  return new UnionKind({ type: 'union', options }) as UnionSchema<Options[number]>;
}

interface OneOfSchema<Option extends $ZodObject = $ZodObject> extends UnionSchema<Option> {
  _zod: UnionSchema<Option>['_zod'] & { def: { readonly key: string } };
}

const OneOfKind = /* @__PURE__ */ $constructor<OneOfSchema>('OneOf', (schema, def) => {
  $ZodType.init(schema, def);
  const { key, options } = def;
  const byValue = new Map(
    options.flatMap((option) =>
      [...(option._zod.def.shape[key]?._zod.values ?? [])].map((value) => [value, option] as const),
    ),
  );
  schema._zod.parse = (payload, context) => {
    const { value: input, issues } = payload;
    const option = byValue.get(input?.[key]);
    if (option) return option._zod.run(payload, context);
    const path = util.isObject(input) ? [key] : [];
    issues.push({ code: 'custom', path, input, inst: schema });
    return payload;
  };
});

/** The option whose literal at `key` the value has: the others are not tried. */
// @__NO_SIDE_EFFECTS__
export function oneOf<
  Key extends string,
  const Options extends readonly $ZodObject<Readonly<Record<Key, $ZodLiteral>>>[],
>(key: Key, options: Options) {
  return new OneOfKind({ type: 'union', key, options }) as OneOfSchema<Options[number]>;
}
