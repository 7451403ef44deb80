import { MergedEvents } from '@/lib/chat/events';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';

export type Emit<Event extends ProviderEvent = ProviderEvent> = (event: Event) => void;

/** Emits what one item of a reply, a line or an event, says; a finish reason ends the reply. */
type ReadItem<Item, Event extends ProviderEvent = ProviderEvent> = (
  item: Item,
  emit: Emit<Event>,
) => FinishReason | void;

/**
 * The content of a reply that comes as items. Those that arrived together are read in one go and their
 * deltas joined: in a burst, every step from here to the screen would otherwise be taken for each token.
 * Returns the finish reason that an item gave, or `null` where the items ended without.
 * @throws what `read` throws, after all that came before it.
 */
export async function* readItems<Item, Event extends ProviderEvent>(
  groups: AsyncIterable<Iterable<Item>>,
  read: ReadItem<Item, Event>,
): AsyncGenerator<Event, FinishReason | null, undefined> {
  for await (const items of groups) {
    const merged = new MergedEvents<Event>();
    const emit = (event: Event) => merged.push(event);
    let finishReason: FinishReason | void = undefined;
    try {
      for (const item of items) {
        finishReason = read(item, emit);
        if (finishReason !== undefined) break;
      }
    } finally {
      yield* merged.events;
    }
    if (finishReason !== undefined) return finishReason;
  }
  return null;
}
