import { $constructor, $ZodType, util, type $ZodLiteral, type $ZodObject } from 'zod/v4/core';
import type { $ZodTypeDef, $ZodTypeInternals, input, output } from 'zod/v4/core';

type Option<Key extends string> = $ZodObject<Readonly<Record<Key, $ZodLiteral>>>;

interface OneOfDef extends $ZodTypeDef {
  readonly key: string;
  readonly options: readonly $ZodObject[];
}
interface OneOf<Value = unknown, Input = unknown> extends $ZodType {
  _zod: $ZodTypeInternals<Value, Input> & { def: OneOfDef };
}

const OneOf = /* @__PURE__ */ $constructor<OneOf>('OneOf', (schema, def) => {
  $ZodType.init(schema, def);
  const { key, options } = def;
  const byValue = new Map(
    options.flatMap((option) =>
      [...(option._zod.def.shape[key]?._zod.values ?? [])].map((value) => [value, option] as const),
    ),
  );
  schema._zod.parse = (payload, context) => {
    const input = payload.value;
    const option = byValue.get(input?.[key]);
    if (option) return option._zod.run(payload, context);
    const path = util.isObject(input) ? [key] : [];
    payload.issues.push({ code: 'custom', path, input, inst: schema });
    return payload;
  };
});

/** The option whose literal at `key` the value has: the others are not tried. */
// @__NO_SIDE_EFFECTS__
export function oneOf<Key extends string, const Options extends readonly Option<Key>[]>(
  key: Key,
  options: Options,
) {
  const schema = new OneOf({ type: 'union', key, options });
  return schema as OneOf<output<Options[number]>, input<Options[number]>>;
}
