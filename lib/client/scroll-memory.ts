import * as z from 'zod/mini';
import type { ConversationId } from '@/lib/chat/ids';

const STORAGE_KEY = 'scroll';
const MAX_REMEMBERED = 50;
const positionsSchema = z.record(z.string(), z.number());

/** Where the reader left conversation `id`, in CSS pixels from its start; `null` at its end. */
export function recallScroll(id: ConversationId): number | null {
  return readPositions()[id] ?? null;
}

/** Remembers synchronously, since it is called when the page goes away. */
export function rememberScroll(id: ConversationId, top: number | null): void {
  const { [id]: _, ...others } = readPositions();
  const positions = top === null ? others : { ...others, [id]: Math.round(top) };
  const newest = Object.entries(positions).slice(-MAX_REMEMBERED);
  localStorage.setItem(STORAGE_KEY, JSON.stringify(Object.fromEntries(newest)));
}

function readPositions(): Record<string, number> {
  try {
    return positionsSchema.parse(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}'));
  } catch {
    return {};
  }
}
