import { titleFrom, type Conversation } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import { newId, type MessageId } from '@/lib/chat/ids';
import { textOf, type Outcome, type Prompt, type Reply } from '@/lib/chat/message';
import type { ModelChoice } from '@/lib/chat/provider-info';
import type { RequestInput } from '@/lib/messaging/requests';
import type { Database } from '@/lib/storage/database';
import { addExchange, findProviderState } from '@/lib/storage/messages';
import type { ConversationRequest } from '../providers/chat-request';
import type { FetchImage } from '../images/generated-image';
import { ConversationImages } from './conversation-images';
import { ConversationService } from './conversation-service';
import type { FailedTry } from './failover';
import type { LiveConversation } from './live-conversation';
import { OpenConversations } from './open-conversations';
import { streamReply } from './reply-stream';
import type { OpenReply } from './run';
import { stateSourcesFor, turnsFor } from './turns';
import { Watchers } from './watchers';

export interface ChatServiceOptions {
  readonly database: Database;
  /** The name to sign a reply with. @throws {ChatError} `model-unavailable` for a provider we lack. */
  readonly nameModel: (providerId: string, modelId: string) => Promise<string>;
  /** What a provider is called now. @throws {ChatError} `model-unavailable` for one we lack. */
  readonly nameProvider: (providerId: string) => Promise<string>;
  readonly fetchImage: FetchImage;
  /** Opens a provider's stream. @throws {ChatError} where the user has to act first. */
  readonly openStream: (
    reply: Reply,
    request: ConversationRequest,
    signal: AbortSignal,
  ) => Promise<OpenReply>;
  /** Hears how each reply ended. */
  readonly noteOutcome: (providerId: string, outcome: Outcome) => Promise<void>;
  /** Who answers by itself where a reply failed; `null` where the user lets no one. */
  readonly findSuccessor: (failed: FailedTry) => Promise<ModelChoice | null>;
}

/** Ends of the work that a request began; the request itself is answered before. */
export interface Started {
  /** Settles when the reply has ended and is stored; never rejects. */
  readonly ended: Promise<void>;
}

type ReplyInput = RequestInput<'regenerate-reply'>;

interface NewReply extends ReplyInput {
  /** `null` where it is stored already. */
  readonly prompt: Prompt | null;
  /** Ids of the providers that failed at this prompt since the user asked. */
  readonly tried: readonly string[];
}

/**
 * Starts replies, stores and ends them. Who watches conversations, changes them or loads their images
 * works on the same copies of them.
 */
export class ChatService {
  readonly #options: ChatServiceOptions;
  readonly #open: OpenConversations;
  /** One for each reply that runs. */
  readonly #controllers = new Map<MessageId, AbortController>();
  readonly watchers: Watchers;
  readonly conversations: ConversationService;
  readonly images: ConversationImages;

  constructor(options: ChatServiceOptions) {
    this.#options = options;
    const { database, fetchImage, nameProvider } = options;
    const open = new OpenConversations(database);
    const watchers = new Watchers(open);
    const abortReply = (id: MessageId) => this.abortReply(id);
    this.#open = open;
    this.watchers = watchers;
    this.conversations = new ConversationService({ database, open, watchers, abortReply });
    this.images = new ConversationImages({ database, open, fetchImage, nameProvider });
  }

  /** Adds a prompt and starts its reply. */
  sendPrompt(input: RequestInput<'send-prompt'>): Promise<Started> {
    return this.#open.exclusively(input.conversationId, async (conversation) => {
      const { promptId, parentId, text, imageIds = [], context = [] } = input;
      if (parentId !== null) conversation.reply(parentId);
      const images = imageIds.map((id) => this.images.findForPrompt(conversation, id));
      const prompt: Prompt = {
        id: promptId,
        conversationId: conversation.id,
        parentId,
        createdAt: conversation.nextTime(),
        role: 'user',
        parts: [...context, { type: 'text', text }, ...(await Promise.all(images))],
      };
      return this.#startReply(conversation, { ...input, continues: null, prompt, tried: [] });
    });
  }

  /** Answers a prompt once more. */
  regenerateReply(input: ReplyInput): Promise<Started> {
    return this.#open.exclusively(input.conversationId, (conversation) => {
      if (conversation.find(input.promptId)?.role !== 'user') {
        throw new ChatError('internal', `No prompt ${input.promptId}`);
      }
      return this.#startReply(conversation, { ...input, prompt: null, tried: [] });
    });
  }

  abortReply(id: MessageId): void {
    this.#controllers.get(id)?.abort();
  }

  async #startReply(conversation: LiveConversation, input: NewReply): Promise<Started> {
    const { replyId, promptId, providerId, modelId, continues, prompt, tried } = input;
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
    this.watchers.announceList();
    return { ended: this.#stream(conversation, reply, [...tried, providerId]) };
  }

  /** Never rejects. */
  async #stream(
    conversation: LiveConversation,
    reply: Reply,
    tried: readonly string[],
  ): Promise<void> {
    const { database, fetchImage, openStream } = this.#options;
    const { release } = this.#open.hold(conversation.id);
    const controller = new AbortController();
    this.#controllers.set(reply.id, controller);
    await streamReply({
      database,
      conversation,
      replyId: reply.id,
      controller,
      fetchImage,
      imageOrigin: await this.images.originIn(conversation, reply),
      open: async (signal) => {
        const sources = stateSourcesFor(conversation.messages, reply);
        const state = await findProviderState(database, sources);
        const stored = turnsFor(conversation.messages, reply);
        const turns = await Promise.all(stored.map((turn) => this.images.readInto(turn)));
        return openStream(reply, { modelId: reply.modelId, turns, state }, signal);
      },
    });
    const ended = conversation.reply(reply.id);
    const next = await this.#takeOver(ended, { tried, signal: controller.signal }).catch(
      () => null,
    );
    this.#controllers.delete(reply.id);
    await next?.ended;
    release();
  }

  /** Lets the next provider answer where `reply` failed, if the user allowed one and still waits. */
  async #takeOver(
    reply: Reply,
    { tried, signal }: { tried: readonly string[]; signal: AbortSignal },
  ): Promise<Started | null> {
    const { noteOutcome, findSuccessor } = this.#options;
    const { conversationId, parentId: promptId, providerId, outcome } = reply;
    if (outcome === null) return null;
    await noteOutcome(providerId, outcome);
    return this.#open.exclusively(conversationId, async (live) => {
      const prompt = live.find(promptId);
      if (live.conversation?.leafId !== reply.id || prompt?.role !== 'user') return null;
      const model = await findSuccessor({ reply, prompt, tried });
      if (model === null || signal.aborted) return null;
      const continues = textOf(reply) === '' ? null : reply.id;
      const ids = { conversationId, promptId, replyId: newId<MessageId>() };
      return this.#startReply(live, { ...ids, ...model, continues, prompt: null, tried });
    });
  }
}

const ALREADY_STARTED: Started = { ended: Promise.resolve() };

/** The conversation after `reply` was added: it shows that branch; a first prompt names it. */
function endIn(
  conversation: Conversation | null,
  reply: Reply,
  prompt: Prompt | null,
): Conversation {
  return {
    ...(conversation ?? {
      id: reply.conversationId,
      title: prompt ? titleFrom(textOf(prompt)) : '',
      createdAt: reply.createdAt,
    }),
    leafId: reply.id,
    updatedAt: reply.createdAt,
  };
}
