import type { Conversation } from '@/lib/chat/conversation';
import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Reply } from '@/lib/chat/message';
import { lengthOf, recentOf, type RecentMessages } from '@/lib/chat/recent';
import type { ServerFrame } from '@/lib/messaging/chat-port';

export interface Subscriber {
  post(frame: ServerFrame): void;
  /** The conversation could not be read: there will be no frame. */
  fail(): void;
}

export interface LiveConversationOptions {
  readonly id: ConversationId;
  readonly conversation: Conversation | null;
  readonly recent: RecentMessages;
  /** Reads all messages, oldest first. */
  readonly readAll: () => Promise<readonly Message[]>;
}

/**
 * A conversation in memory, and the UIs that watch it. Every change is one synchronous step that
 * moves the state and tells the subscribers, so a UI that attaches at any moment misses nothing
 * and sees nothing twice. A change is made only once it is stored, and only once the conversation
 * is in memory as a whole; from then on storage is never read back.
 */
export class LiveConversation {
  readonly #subscribers = new Set<Subscriber>();
  readonly id: ConversationId;
  readonly #readAll: () => Promise<readonly Message[]>;
  #conversation: Conversation | null;
  #messages: readonly Message[];
  #isWhole: boolean;
  #reading: Promise<void> | null = null;
  #lastTime = 0;

  constructor({ id, conversation, recent, readAll }: LiveConversationOptions) {
    this.id = id;
    this.#readAll = readAll;
    this.#conversation = conversation;
    this.#messages = recent.messages;
    this.#isWhole = recent.isWhole;
  }

  /**
   * Brings into memory what is not there yet. Nothing changes before, so what is read is what is.
   */
  async readWhole(): Promise<void> {
    if (this.#isWhole) return;
    this.#reading ??= this.#readAll().then((messages) => {
      this.#messages = messages;
      this.#isWhole = true;
    });
    try {
      await this.#reading;
    } finally {
      this.#reading = null;
    }
  }

  /** `null` before the first prompt and after deletion. */
  get conversation(): Conversation | null {
    return this.#conversation;
  }

  /** Oldest first, all branches once `readWhole` has been awaited. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  find(id: MessageId): Message | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** A time for the next message: now, or just after the last one if the clock went back. */
  nextTime(): number {
    const last = Math.max(this.#lastTime, this.#messages.at(-1)?.createdAt ?? 0);
    this.#lastTime = Math.max(Date.now(), last + 1);
    return this.#lastTime;
  }

  subscribe(subscriber: Subscriber): void {
    subscriber.post(this.#snapshot());
    this.#subscribers.add(subscriber);
  }

  unsubscribe(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
  }

  /** Tells a subscriber all messages, in one step: what changes afterwards follows them. */
  async tellEarlier(subscriber: Subscriber): Promise<void> {
    await this.readWhole();
    if (!this.#subscribers.has(subscriber) || this.#conversation === null) return;
    const chunks = chunksOf(this.#messages.toReversed());
    for (const messages of chunks) {
      const isWhole = messages === chunks.at(-1);
      subscriber.post({ type: 'earlier-messages', messages, isWhole });
    }
  }

  change(conversation: Conversation | null): void {
    this.#conversation = conversation;
    this.#broadcast({ type: 'conversation-changed', conversation });
  }

  /** Brings back a conversation whose end `change(null)` had told. */
  restore(conversation: Conversation): void {
    this.#conversation = conversation;
    this.#broadcast(this.#snapshot());
  }

  add(message: Message): void {
    this.#messages = [...this.#messages, message];
    this.#broadcast({ type: 'message-added', message });
  }

  apply(messageId: MessageId, events: ChatEvent[]): void {
    const reply = this.reply(messageId);
    const next = applyEvents(reply, events);
    this.#messages = this.#messages.map((message) => (message === reply ? next : message));
    this.#broadcast({ type: 'events', messageId, events });
  }

  /** @throws when there is no such reply: a bug of ours. */
  reply(id: MessageId): Reply {
    const message = this.find(id);
    if (message?.role !== 'assistant') throw new Error(`No reply ${id}`);
    return message;
  }

  #snapshot(): ServerFrame {
    const conversation = this.#conversation;
    const { messages, isWhole } =
      conversation === null ? { messages: [], isWhole: true } : this.#recent(conversation);
    return { type: 'snapshot', conversation, messages: [...messages], isWhole };
  }

  #recent({ leafId }: Conversation): RecentMessages {
    const messages = this.#messages;
    return this.#isWhole ? recentOf(messages, leafId) : { messages, isWhole: false };
  }

  #broadcast(frame: ServerFrame): void {
    for (const subscriber of this.#subscribers) subscriber.post(frame);
  }
}

/** A UI reads a frame in one go: this much takes it some milliseconds. */
const MAX_FRAME_MESSAGES = 200;
const MAX_FRAME_CHARACTERS = 250_000;

function chunksOf(messages: readonly Message[]): Message[][] {
  const chunks: Message[][] = [];
  let room = 0;
  for (const message of messages) {
    const chunk = chunks.at(-1);
    const length = lengthOf(message);
    if (chunk && chunk.length < MAX_FRAME_MESSAGES && length <= room) {
      chunk.push(message);
      room -= length;
    } else {
      chunks.push([message]);
      room = MAX_FRAME_CHARACTERS - length;
    }
  }
  return chunks;
}
