import type { Conversation } from '@/lib/chat/conversation';
import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Message, Reply } from '@/lib/chat/message';
import type { ServerFrame } from '@/lib/messaging/chat-port';

export interface Subscriber {
  post(frame: ServerFrame): void;
  /** The conversation could not be read: there will be no frame. */
  fail(): void;
}

/**
 * A conversation in memory, and the UIs that watch it. Every change is one synchronous step that
 * moves the state and tells the subscribers, so a UI that attaches at any moment misses nothing
 * and sees nothing twice. A change is made only once it is stored; storage is never read back
 * while this lives.
 */
export class LiveConversation {
  readonly #subscribers = new Set<Subscriber>();
  readonly id: ConversationId;
  #conversation: Conversation | null;
  #messages: readonly Message[];
  #lastTime: number;

  constructor(id: ConversationId, conversation: Conversation | null, messages: readonly Message[]) {
    this.id = id;
    this.#conversation = conversation;
    this.#messages = messages;
    this.#lastTime = messages.at(-1)?.createdAt ?? 0;
  }

  /** `null` before the first prompt and after deletion. */
  get conversation(): Conversation | null {
    return this.#conversation;
  }

  /** Oldest first, all branches. */
  get messages(): readonly Message[] {
    return this.#messages;
  }

  find(id: MessageId): Message | undefined {
    return this.#messages.find((message) => message.id === id);
  }

  /** A time for the next message: now, or just after the last one if the clock went back. */
  nextTime(): number {
    this.#lastTime = Math.max(Date.now(), this.#lastTime + 1);
    return this.#lastTime;
  }

  subscribe(subscriber: Subscriber): void {
    subscriber.post(this.#snapshot());
    this.#subscribers.add(subscriber);
  }

  unsubscribe(subscriber: Subscriber): void {
    this.#subscribers.delete(subscriber);
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
    const messages = this.#conversation ? [...this.#messages] : [];
    return { type: 'snapshot', conversation: this.#conversation, messages };
  }

  #broadcast(frame: ServerFrame): void {
    for (const subscriber of this.#subscribers) subscriber.post(frame);
  }
}
