import { newestLeafBelow, titleFrom, type Conversation } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { Prompt, Reply } from '@/lib/chat/message';
import type { RequestInput } from '@/lib/messaging/requests';
import type { ChatTurn } from '@/lib/providers/provider';
import {
  findConversation,
  listConversations,
  saveConversation,
  toConversation,
} from '@/lib/storage/conversations';
import type { Database } from '@/lib/storage/database';
import {
  addExchange,
  findBlob,
  findProviderState,
  listMessages,
  listRecentMessages,
} from '@/lib/storage/messages';
import type { ConversationRequest } from './chat-request';
import { LiveConversation, type Subscriber } from './live-conversation';
import { OpenConversations } from './open-conversations';
import { streamReply } from './reply-stream';
import type { ReplyStream } from './run';
import { stateSourcesFor, turnsFor, type StoredTurn } from './turns';

export interface ChatServiceOptions {
  readonly database: Database;
  /** The name to sign a reply with. @throws {ChatError} `model-unavailable` for a provider we lack. */
  readonly nameModel: (providerId: string, modelId: string) => Promise<string>;
  /** Opens a provider's stream. @throws {ChatError} where the user has to act first. */
  readonly openStream: (
    providerId: string,
    request: ConversationRequest,
    signal: AbortSignal,
  ) => Promise<ReplyStream>;
}

/** Ends of the work that a request began; the request itself is answered before. */
export interface Started {
  /** Settles when the reply has ended and is stored; never rejects. */
  readonly ended: Promise<void>;
}

type ReplyInput = RequestInput<'regenerate-reply'>;

/** Owns the conversations: starts replies, feeds the UIs that watch, stores and ends them. */
export class ChatService {
  readonly #options: ChatServiceOptions;
  readonly #conversations: OpenConversations;
  /** One for each reply that runs. */
  readonly #controllers = new Map<MessageId, AbortController>();
  readonly #subscribers = new Set<Subscriber>();

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    this.#conversations = new OpenConversations((id) => load(options.database, id));
  }

  /** Watches a conversation; the function it returns stops watching, even before the first frame. */
  subscribe(id: ConversationId, subscriber: Subscriber): () => void {
    const { live, release } = this.#conversations.hold(id);
    let isWatching = true;
    const watching = live.then((conversation) => {
      if (!isWatching) return;
      conversation.subscribe(subscriber);
      this.#subscribers.add(subscriber);
    });
    watching.catch(() => subscriber.fail());
    return () => {
      isWatching = false;
      this.#subscribers.delete(subscriber);
      void live.then(
        (conversation) => conversation.unsubscribe(subscriber),
        () => {},
      );
      release();
    };
  }

  /** Tells a subscriber of a conversation the messages that its snapshot left out. */
  async tellEarlier(id: ConversationId, subscriber: Subscriber): Promise<void> {
    const { live, release } = this.#conversations.hold(id);
    try {
      await (await live).tellEarlier(subscriber);
    } catch {
      subscriber.fail();
    } finally {
      release();
    }
  }

  /** Adds a prompt and starts its reply. */
  sendPrompt(input: RequestInput<'send-prompt'>): Promise<Started> {
    return this.#conversations.exclusively(input.conversationId, (conversation) => {
      const { promptId, parentId, text } = input;
      if (parentId !== null) conversation.reply(parentId);
      const prompt: Prompt = {
        id: promptId,
        conversationId: conversation.id,
        parentId,
        createdAt: conversation.nextTime(),
        role: 'user',
        parts: [{ type: 'text', text }],
      };
      return this.#startReply(conversation, { ...input, continues: null }, prompt);
    });
  }

  /** Answers a prompt once more. */
  regenerateReply(input: ReplyInput): Promise<Started> {
    return this.#conversations.exclusively(input.conversationId, (conversation) => {
      if (conversation.find(input.promptId)?.role !== 'user') {
        throw new ChatError('internal', `No prompt ${input.promptId}`);
      }
      return this.#startReply(conversation, input, null);
    });
  }

  abortReply(id: MessageId): void {
    this.#controllers.get(id)?.abort();
  }

  showBranch({ conversationId, messageId }: RequestInput<'show-branch'>): Promise<void> {
    return this.#change(conversationId, (conversation, { messages }) => ({
      ...conversation,
      leafId: newestLeafBelow(messages, messageId),
    }));
  }

  rename({ conversationId, title }: RequestInput<'rename-conversation'>): Promise<void> {
    return this.#change(conversationId, (conversation) => ({ ...conversation, title }));
  }

  listConversations(): Promise<Conversation[]> {
    return listConversations(this.#options.database);
  }

  /** Hides a conversation and stops its replies; `restore` brings it back until it is purged. */
  delete(id: ConversationId): Promise<void> {
    return this.#conversations.exclusively(id, async (live) => {
      if (!live.conversation) return;
      for (const message of live.messages) this.abortReply(message.id);
      await saveConversation(this.#options.database, live.conversation, Date.now());
      live.change(null);
      this.#announceList();
    });
  }

  restore(id: ConversationId): Promise<void> {
    return this.#conversations.exclusively(id, async (live) => {
      const stored = await findConversation(this.#options.database, id);
      if (!stored) return;
      const conversation = toConversation(stored);
      await saveConversation(this.#options.database, conversation);
      live.restore(conversation);
      this.#announceList();
    });
  }

  async #startReply(
    conversation: LiveConversation,
    input: ReplyInput,
    prompt: Prompt | null,
  ): Promise<Started> {
    const { replyId, promptId, providerId, modelId, continues } = input;
    if (conversation.find(replyId)) return ALREADY_STARTED;
    const reply: Reply = {
      id: replyId,
      conversationId: conversation.id,
      parentId: promptId,
      createdAt: conversation.nextTime(),
      role: 'assistant',
      parts: continues === null ? [] : conversation.reply(continues).parts,
      providerId,
      modelId,
      modelName: await this.#options.nameModel(providerId, modelId),
      continues,
      wait: null,
      outcome: null,
    };
    const changed = endIn(conversation.conversation, reply, prompt);
    const exchange = { conversation: changed, prompt, reply };
    if (!(await addExchange(this.#options.database, exchange))) return ALREADY_STARTED;

    if (prompt) conversation.add(prompt);
    conversation.add(reply);
    conversation.change(changed);
    this.#announceList();
    return { ended: this.#stream(conversation, reply) };
  }

  /** Never rejects. */
  async #stream(conversation: LiveConversation, reply: Reply): Promise<void> {
    const { database, openStream } = this.#options;
    const { release } = this.#conversations.hold(conversation.id);
    const controller = new AbortController();
    this.#controllers.set(reply.id, controller);
    await streamReply({
      database,
      conversation,
      replyId: reply.id,
      controller,
      open: async (signal) => {
        const sources = stateSourcesFor(conversation.messages, reply);
        const state = await findProviderState(database, sources);
        const stored = turnsFor(conversation.messages, reply);
        const turns = await Promise.all(stored.map((turn) => withImages(database, turn)));
        return openStream(reply.providerId, { modelId: reply.modelId, turns, state }, signal);
      },
    });
    this.#controllers.delete(reply.id);
    release();
  }

  #change(
    id: ConversationId,
    change: (conversation: Conversation, live: LiveConversation) => Conversation,
  ): Promise<void> {
    return this.#conversations.exclusively(id, async (live) => {
      if (!live.conversation) throw new ChatError('internal', `No conversation ${id}`);
      const changed = change(live.conversation, live);
      await saveConversation(this.#options.database, changed);
      live.change(changed);
      this.#announceList();
    });
  }

  /** Tells every UI, whatever conversation it shows. */
  #announceList(): void {
    for (const subscriber of this.#subscribers) subscriber.post({ type: 'conversations-changed' });
  }
}

const ALREADY_STARTED: Started = { ended: Promise.resolve() };

async function load(database: Database, id: ConversationId): Promise<LiveConversation> {
  const stored = await findConversation(database, id);
  return new LiveConversation({
    id,
    conversation: stored?.deletedAt === null ? toConversation(stored) : null,
    recent: stored ? await listRecentMessages(database, stored) : { messages: [], isWhole: true },
    readAll: () => listMessages(database, id),
  });
}

/** An image that was deleted since is left out. */
async function withImages(
  database: Database,
  { imageIds, ...turn }: StoredTurn,
): Promise<ChatTurn> {
  const images = await Promise.all(imageIds.map((id) => findBlob(database, id)));
  return { ...turn, images: images.filter((image) => image !== undefined) };
}

/** The conversation after `reply` was added: it shows that branch; a first prompt names it. */
function endIn(
  conversation: Conversation | null,
  reply: Reply,
  prompt: Prompt | null,
): Conversation {
  const [part] = prompt?.parts ?? [];
  return {
    ...(conversation ?? {
      id: reply.conversationId,
      title: part?.type === 'text' ? titleFrom(part.text) : '',
      createdAt: reply.createdAt,
    }),
    leafId: reply.id,
    updatedAt: reply.createdAt,
  };
}
