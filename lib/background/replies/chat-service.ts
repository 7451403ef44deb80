import { newestLeafBelow, titleFrom, type Conversation } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import { textOf, type ImagePart, type Outcome, type Prompt, type Reply } from '@/lib/chat/message';
import type { ImageFailure } from '@/lib/chat/remote-image';
import type { ModelChoice } from '@/lib/chat/provider-info';
import type { RequestInput } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import type { ChatTurn } from '@/lib/providers/provider';
import { findAttachment } from '@/lib/storage/attachments';
import {
  findConversation,
  listConversations,
  saveConversation,
  toConversation,
} from '@/lib/storage/conversations';
import type { Database } from '@/lib/storage/database';
import { saveReplyImage } from '@/lib/storage/images';
import {
  addExchange,
  findBlob,
  findProviderState,
  listMessages,
  listRecentMessages,
} from '@/lib/storage/messages';
import type { ConversationRequest } from '../providers/chat-request';
import {
  toImagePart,
  toNewImage,
  type FetchImage,
  type ImageOrigin,
} from '../images/generated-image';
import type { FailedTry } from './failover';
import { LiveConversation, type Subscriber } from './live-conversation';
import { OpenConversations } from './open-conversations';
import { streamReply } from './reply-stream';
import type { OpenReply } from './run';
import { stateSourcesFor, turnsFor, type StoredTurn } from './turns';

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
    return this.#conversations.exclusively(input.conversationId, async (conversation) => {
      const { promptId, parentId, text, imageIds = [], context = [] } = input;
      if (parentId !== null) conversation.reply(parentId);
      const images = imageIds.map((id) => this.#findPromptImage(conversation, id));
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
    return this.#conversations.exclusively(input.conversationId, (conversation) => {
      if (conversation.find(input.promptId)?.role !== 'user') {
        throw new ChatError('internal', `No prompt ${input.promptId}`);
      }
      return this.#startReply(conversation, { ...input, prompt: null, tried: [] });
    });
  }

  /**
   * Fetches an image of which a reply has the address, and keeps it in the reply. Resolves to why
   * that failed, or to `null`.
   */
  async loadReplyImage(input: RequestInput<'load-reply-image'>): Promise<ImageFailure | null> {
    const { conversationId, replyId, url } = input;
    const fetched = await this.#options.fetchImage(url, new AbortController().signal);
    if (typeof fetched === 'string') return fetched;
    await this.#conversations.exclusively(conversationId, async (conversation) => {
      const reply = conversation.reply(replyId);
      const link = reply.parts.find((part) => part.type === 'image-link' && part.url === url);
      if (link?.type !== 'image-link') return; // it came twice
      if (reply.outcome === null) throw new ChatError('internal', 'The reply has not ended');
      const image = toNewImage(fetched, await this.#imageOrigin(conversation, reply));
      const part = toImagePart(image, link.alt);
      const event: ChatEvent = { type: 'image-loaded', url, part };
      await saveReplyImage(this.#options.database, applyEvents(reply, [event]), image);
      conversation.apply(replyId, [event]);
    });
    return null;
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

  /** A whole conversation as it is now; `null` for one that was deleted. */
  read(id: ConversationId): Promise<RequestOutput<'read-conversation'>> {
    return this.#conversations.exclusively(id, async ({ conversation, messages }) =>
      conversation === null ? null : { conversation, messages: [...messages] },
    );
  }

  /** Hides a conversation and stops its replies; `restore` brings it back until it is purged. */
  delete(id: ConversationId): Promise<void> {
    return this.#conversations.exclusively(id, async (live) => {
      if (!live.conversation) return;
      for (const message of live.messages) this.abortReply(message.id);
      await saveConversation(this.#options.database, live.conversation, Date.now());
      live.change(null);
      this.announceList();
    });
  }

  restore(id: ConversationId): Promise<void> {
    return this.#conversations.exclusively(id, async (live) => {
      const stored = await findConversation(this.#options.database, id);
      if (!stored) return;
      const conversation = toConversation(stored);
      await saveConversation(this.#options.database, conversation);
      live.restore(conversation);
      this.announceList();
    });
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
    this.announceList();
    return { ended: this.#stream(conversation, reply, [...tried, providerId]) };
  }

  /** An image the user attached, or one of another prompt here: an edited prompt keeps its images. */
  async #findPromptImage(conversation: LiveConversation, id: BlobId): Promise<ImagePart> {
    const attachment = await findAttachment(this.#options.database, id);
    if (attachment) {
      const { id: blobId, name, createdAt: _createdAt, ...size } = attachment;
      return { type: 'image', blobId, alt: name, ...size };
    }
    const parts = conversation.messages.flatMap((message) =>
      message.role === 'user' ? message.parts : [],
    );
    const known = parts.find((part) => part.type === 'image' && part.blobId === id);
    if (known?.type !== 'image') throw new ChatError('internal', `No image ${id}`);
    return known;
  }

  async #imageOrigin(conversation: LiveConversation, reply: Reply): Promise<ImageOrigin> {
    const prompt = conversation.find(reply.parentId);
    const providerName = await this.#options.nameProvider(reply.providerId).catch(() => '');
    return { reply, providerName, prompt: prompt ? textOf(prompt) : '' };
  }

  /** Never rejects. */
  async #stream(
    conversation: LiveConversation,
    reply: Reply,
    tried: readonly string[],
  ): Promise<void> {
    const { database, fetchImage, openStream } = this.#options;
    const { release } = this.#conversations.hold(conversation.id);
    const controller = new AbortController();
    this.#controllers.set(reply.id, controller);
    await streamReply({
      database,
      conversation,
      replyId: reply.id,
      controller,
      fetchImage,
      imageOrigin: await this.#imageOrigin(conversation, reply),
      open: async (signal) => {
        const sources = stateSourcesFor(conversation.messages, reply);
        const state = await findProviderState(database, sources);
        const stored = turnsFor(conversation.messages, reply);
        const turns = await Promise.all(stored.map((turn) => withImages(database, turn)));
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
    return this.#conversations.exclusively(conversationId, async (live) => {
      const prompt = live.find(promptId);
      if (live.conversation?.leafId !== reply.id || prompt?.role !== 'user') return null;
      const model = await findSuccessor({ reply, prompt, tried });
      if (model === null || signal.aborted) return null;
      const continues = textOf(reply) === '' ? null : reply.id;
      const ids = { conversationId, promptId, replyId: newId<MessageId>() };
      return this.#startReply(live, { ...ids, ...model, continues, prompt: null, tried });
    });
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
      this.announceList();
    });
  }

  /** Tells every UI, whatever conversation it shows. */
  announceList(): void {
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
