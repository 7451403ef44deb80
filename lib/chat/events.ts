import * as z from '@/lib/schema';
import {
  messagePartSchema,
  outcomeSchema,
  usageSchema,
  waitSchema,
  type MessagePart,
  type Reply,
} from './message';

/** One step of a reply, small enough to stream. A reply is the sum of its events. */
export const chatEventSchema = z.oneOf('type', [
  z.object({ type: z.literal('text-delta'), text: z.string() }),
  z.object({ type: z.literal('reasoning-delta'), text: z.string() }),
  z.object({ type: z.literal('reasoning-start'), at: z.number() }),
  z.object({ type: z.literal('reasoning-end'), at: z.number() }),
  z.object({ type: z.literal('part'), part: messagePartSchema }),
  /** The image behind an address was fetched after all, and takes the place of its link. */
  z.object({ type: z.literal('image-loaded'), url: z.string(), part: messagePartSchema }),
  z.object({ type: z.literal('wait'), wait: waitSchema }),
  z.object({ type: z.literal('usage'), ...z.shapeOf(usageSchema) }),
  z.object({ type: z.literal('end'), outcome: outcomeSchema }),
]);
export type ChatEvent = z.infer<typeof chatEventSchema>;

/** The reply after `events`. Pure: the background and every UI run this same function. */
export function applyEvents(reply: Reply, events: readonly ChatEvent[]): Reply {
  const parts = [...reply.parts];
  let { outcome, wait, usage } = reply;
  for (const event of events) {
    wait = event.type === 'wait' ? event.wait : null;
    switch (event.type) {
      case 'text-delta':
        appendText(parts, 'text', event.text);
        break;
      case 'reasoning-delta':
        appendText(parts, 'reasoning', event.text);
        break;
      case 'reasoning-start':
        parts.push({ type: 'reasoning', text: '', startedAt: event.at });
        break;
      case 'reasoning-end':
        endReasoning(parts, event.at);
        break;
      case 'part':
        parts.push(event.part);
        break;
      case 'image-loaded':
        replaceLink(parts, event);
        break;
      case 'wait':
        break;
      case 'usage':
        usage = { inputTokens: event.inputTokens, outputTokens: event.outputTokens };
        break;
      case 'end':
        outcome = event.outcome;
        break;
    }
  }
  return { ...reply, parts, outcome, wait, ...(usage && { usage }) };
}

function appendText(parts: MessagePart[], type: 'text' | 'reasoning', text: string): void {
  const last = parts.at(-1);
  if (last?.type === type) parts[parts.length - 1] = { ...last, text: last.text + text };
  else parts.push({ type, text });
}

function endReasoning(parts: MessagePart[], at: number): void {
  const last = parts.at(-1);
  if (last?.type === 'reasoning') parts[parts.length - 1] = { ...last, endedAt: at };
}

function replaceLink(
  parts: MessagePart[],
  { url, part }: { url: string; part: MessagePart },
): void {
  const at = parts.findIndex((each) => each.type === 'image-link' && each.url === url);
  if (at >= 0) parts[at] = part;
}

/** The same events with neighbouring deltas of one type joined: fewer rows, fewer renders. */
export function mergeDeltas(events: readonly ChatEvent[]): ChatEvent[] {
  const merged = new MergedEvents<ChatEvent>();
  for (const event of events) merged.push(event);
  return merged.events;
}

/** Events as they come, neighbouring deltas of one type joined. */
export class MergedEvents<Event extends { readonly type: string }> {
  readonly events: Event[] = [];
  /** The last event, while it is a delta that others can be joined to. */
  #last: (Event & Delta) | null = null;

  push(event: Event): void {
    if (!isDelta(event)) {
      this.#last = null;
      this.events.push(event);
    } else if (this.#last?.type === event.type) {
      this.#last.text += event.text;
    } else {
      this.#last = { ...event };
      this.events.push(this.#last);
    }
  }
}

type Delta = { readonly type: 'text-delta' | 'reasoning-delta'; text: string };

function isDelta<Event extends { readonly type: string }>(event: Event): event is Event & Delta {
  return event.type === 'text-delta' || event.type === 'reasoning-delta';
}
