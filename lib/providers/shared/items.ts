import { mergeDeltas } from '@/lib/chat/events';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';

/** What one item of a reply, a line or an event, says; it returns a finish reason if nothing follows. */
export type ItemContent<Event extends ProviderEvent = ProviderEvent> = Generator<
  Event,
  FinishReason | void,
  undefined
>;

/**
 * The content of a reply that comes as items. Those that arrived together are read in one go and their
 * deltas joined: in a burst, every step from here to the screen would otherwise be taken for each token.
 * Returns the finish reason that an item gave, or `null` where the items ended without.
 * @throws what `read` throws, after all that came before it.
 */
export async function* readItems<Item, Event extends ProviderEvent>(
  groups: AsyncIterable<Iterable<Item>>,
  read: (item: Item) => ItemContent<Event>,
): AsyncGenerator<Event, FinishReason | null, undefined> {
  for await (const items of groups) {
    const events: Event[] = [];
    let finishReason: FinishReason | void = undefined;
    try {
      for (const item of items) {
        finishReason = take(read(item), events);
        if (finishReason !== undefined) break;
      }
    } finally {
      yield* mergeDeltas(events);
    }
    if (finishReason !== undefined) return finishReason;
  }
  return null;
}

/** Adds all that `generator` yields to `values`, and gives what it returns. */
function take<Value, Result>(generator: Generator<Value, Result>, values: Value[]): Result {
  for (;;) {
    const { done, value } = generator.next();
    if (done) return value;
    values.push(value);
  }
}
