import * as z from '@/lib/schema';
import { messageIdSchema, type ConversationId } from '@/lib/chat/ids';

const STORAGE_KEY = 'scroll';
const MAX_REMEMBERED = 50;

const placeSchema = z.object({
  messageId: messageIdSchema,
  /** How far the message begins below the upper edge, in CSS pixels; less than 0 if above it. */
  offset: z.number(),
});
/** Where a reader is in a thread: a message stands still when what is above it changes its height. */
export type Place = z.infer<typeof placeSchema>;

const placesSchema = z.recordOf(placeSchema);

/** Where the reader left conversation `id`; `null` at its end. */
export function recallPlace(id: ConversationId): Place | null {
  return readPlaces()[id] ?? null;
}

/** Remembers synchronously, since it is called when the page goes away. */
export function rememberPlace(id: ConversationId, place: Place | null): void {
  const { [id]: _, ...others } = readPlaces();
  const places = place === null ? others : { ...others, [id]: place };
  const newest = Object.entries(places).slice(-MAX_REMEMBERED);
  localStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(newest)));
}

function readPlaces(): Record<string, Place> {
  try {
    return z.parse(placesSchema, JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}'));
  } catch {
    return {};
  }
}
