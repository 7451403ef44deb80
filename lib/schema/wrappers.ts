import { $constructor, $ZodType } from 'zod/v4/core';
import type { $ZodNullable, $ZodOptional } from 'zod/v4/core';
import type { $ZodTypeDef, $ZodTypeInternals, input, output } from 'zod/v4/core';
import { tryPart } from './parts';

const OptionalKind = /* @__PURE__ */ $constructor<$ZodOptional>('Optional', (schema, def) => {
  $ZodType.init(schema, def);
  schema._zod.optin = 'optional';
  schema._zod.optout = 'optional';
  schema._zod.parse = (payload, context) =>
    payload.value === undefined ? payload : def.innerType._zod.run(payload, context);
});

// @__NO_SIDE_EFFECTS__
export function optional<Inner extends $ZodType>(innerType: Inner) {
  return new OptionalKind({ type: 'optional', innerType }) as $ZodOptional<Inner>;
}

const NullableKind = /* @__PURE__ */ $constructor<$ZodNullable>('Nullable', (schema, def) => {
  $ZodType.init(schema, def);
  const { optin, optout, run } = def.innerType._zod;
  schema._zod.optin = optin;
  schema._zod.optout = optout;
  schema._zod.parse = (payload, context) =>
    payload.value === null ? payload : run(payload, context);
});

// @__NO_SIDE_EFFECTS__
export function nullable<Inner extends $ZodType>(innerType: Inner) {
  return new NullableKind({ type: 'nullable', innerType }) as $ZodNullable<Inner>;
}

// @__NO_SIDE_EFFECTS__
export function nullish<Inner extends $ZodType>(innerType: Inner) {
  return optional(nullable(innerType));
}

type Fallback<Value> = (failed: { readonly input: unknown }) => Value;

interface CatchSchema<Inner extends $ZodType = $ZodType> extends $ZodType {
  _zod: $ZodTypeInternals<output<Inner>, input<Inner>> & {
    def: $ZodTypeDef & { readonly innerType: Inner; readonly fallback: Fallback<unknown> };
    optout?: Inner['_zod']['optout'];
  };
}

const CatchKind = /* @__PURE__ */ $constructor<CatchSchema>('Catch', (schema, def) => {
  $ZodType.init(schema, def);
  const { innerType, fallback } = def;
  schema._zod.optin = 'optional';
  schema._zod.optout = innerType._zod.optout;
  schema._zod.parse = (payload, context) => {
    const { value, issues } = tryPart(innerType, payload.value, context);
    payload.value = issues.length === 0 ? value : fallback({ input: payload.value });
    return payload;
  };
});

/** What `innerType` reads, or else `fallback`; one that is a function is asked each time. */
// @__NO_SIDE_EFFECTS__
function catchWith<Inner extends $ZodType>(
  innerType: Inner,
  fallback: output<Inner> | Fallback<output<Inner>>,
) {
  const isAsked = typeof fallback === 'function';
  const asked = (isAsked ? fallback : () => fallback) as Fallback<output<Inner>>;
  return new CatchKind({ type: 'catch', innerType, fallback: asked }) as CatchSchema<Inner>;
}
export { catchWith as catch };
