/** A request in JSON, before it is sent. */
export type Body = Readonly<Record<string, unknown>>;

interface Adjustment {
  readonly field: string;
  /** What the server says where it is this field that it refuses. */
  readonly refusal: RegExp;
  readonly instead: (value: unknown) => Body | null;
}

const nothing = () => ({});

const ADJUSTMENTS: readonly Adjustment[] = [
  { field: 'stream_options', refusal: /stream_options|include_usage/, instead: nothing },
  // OpenAI streams some models to verified organizations alone, and gives the others a whole reply.
  { field: 'stream', refusal: /"param":\s*"stream"/, instead: nothing },
  { field: 'response_format', refusal: /response_format/, instead: nothing },
  // Models that reason take no temperature but their own.
  {
    field: 'temperature',
    refusal: /temperature.*not support|not support.*temperature/s,
    instead: nothing,
  },
  {
    field: 'max_tokens',
    refusal: /max_completion_tokens/,
    instead: (value) => ({ max_completion_tokens: value }),
  },
  {
    field: 'modalities',
    refusal: /modalities/,
    instead: (value) =>
      Array.isArray(value) && value.length > 1 ? { modalities: ['image'] } : null,
  },
];

/** `body` without the field that `refusal` is about; `null` where it is about none we can spare. */
export function adjust(body: Body, refusal: string): Body | null {
  for (const { field, refusal: pattern, instead } of ADJUSTMENTS) {
    if (!(field in body) || !pattern.test(refusal)) continue;
    const { [field]: value, ...rest } = body;
    const replacement = instead(value);
    if (replacement !== null) return { ...rest, ...replacement };
  }
  return null;
}
