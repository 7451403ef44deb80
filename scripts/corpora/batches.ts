/** Payloads that a page shows at once. */
const MAX_COUNT = 48;
/** What is far from the screen is not drawn, so all must be near it; in CSS pixels. */
const MAX_HEIGHT = 30_000;
/** Higher ones are alone: what is long may also be deep, and then it is higher than it looks. */
const MAX_OWN_HEIGHT = 6000;

/** About what an exchange takes without its text: names, buttons, the error. */
const BASE_HEIGHT = 450;
const LINE_HEIGHT = 21;
const LINE_LENGTH = 45;
/** A text is drawn as prompt, page, reply, reasoning, source, description and error. */
const VIEWS = 8;

/** Payloads in batches that are drawn as a whole; one that is large is a batch of its own. */
export function inBatches<Payload>(
  payloads: readonly Payload[],
  textOf: (payload: Payload) => string,
): Payload[][] {
  const batches: Payload[][] = [];
  let height = Infinity;
  for (const payload of payloads) {
    const own = heightOf(textOf(payload));
    const batch = batches.at(-1);
    if (batch === undefined || batch.length >= MAX_COUNT || height + own > MAX_HEIGHT) {
      batches.push([payload]);
      height = own;
    } else {
      batch.push(payload);
      height += own;
    }
  }
  return batches;
}

function heightOf(payload: string): number {
  const lines = payload.split('\n').length + payload.length / LINE_LENGTH;
  const height = BASE_HEIGHT + VIEWS * LINE_HEIGHT * lines;
  return height > MAX_OWN_HEIGHT ? Infinity : height;
}
