import { ChatError } from '@/lib/chat/errors';
import { applyEvents, type ChatEvent } from '@/lib/chat/events';
import type { BlobId } from '@/lib/chat/ids';
import { textOf, type ImagePart, type Reply } from '@/lib/chat/message';
import type { ImageFailure } from '@/lib/chat/remote-image';
import type { RequestInput } from '@/lib/messaging/requests';
import type { ChatTurn } from '@/lib/providers/provider';
import { findAttachment } from '@/lib/storage/attachments';
import type { Database } from '@/lib/storage/database';
import { saveReplyImage } from '@/lib/storage/images';
import { findBlob } from '@/lib/storage/messages';
import {
  toImagePart,
  toNewImage,
  type FetchImage,
  type ImageOrigin,
} from '../images/generated-image';
import type { LiveConversation } from './live-conversation';
import type { OpenConversations } from './open-conversations';
import type { StoredTurn } from './turns';

interface ConversationImagesOptions {
  readonly database: Database;
  readonly open: OpenConversations;
  readonly fetchImage: FetchImage;
  /** What a provider is called now. @throws {ChatError} `model-unavailable` for one we lack. */
  readonly nameProvider: (providerId: string) => Promise<string>;
}

/** The images in conversations: those that prompts carry and those that replies show. */
export class ConversationImages {
  readonly #options: ConversationImagesOptions;

  constructor(options: ConversationImagesOptions) {
    this.#options = options;
  }

  /**
   * An image the user attached, or one of another prompt here: an edited prompt keeps its images.
   * @throws {ChatError} `internal` where there is no such image.
   */
  async findForPrompt(conversation: LiveConversation, id: BlobId): Promise<ImagePart> {
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

  /** A turn with the bytes of its images; one that was deleted since is left out. */
  async readInto({ imageIds, ...turn }: StoredTurn): Promise<ChatTurn> {
    const { database } = this.#options;
    const images = await Promise.all(imageIds.map((id) => findBlob(database, id)));
    return { ...turn, images: images.filter((image) => image !== undefined) };
  }

  /** Where an image comes from that `reply` shows. */
  async originIn(conversation: LiveConversation, reply: Reply): Promise<ImageOrigin> {
    const prompt = conversation.find(reply.parentId);
    const providerName = await this.#options.nameProvider(reply.providerId).catch(() => '');
    return { reply, providerName, prompt: prompt ? textOf(prompt) : '' };
  }

  /**
   * Fetches an image of which a reply has the address, and keeps it in the reply. Resolves to why
   * that failed, or to `null`.
   */
  async load(input: RequestInput<'load-reply-image'>): Promise<ImageFailure | null> {
    const { conversationId, replyId, url } = input;
    const { database, open, fetchImage } = this.#options;
    const fetched = await fetchImage(url, new AbortController().signal);
    if (typeof fetched === 'string') return fetched;
    await open.exclusively(conversationId, async (conversation) => {
      const reply = conversation.reply(replyId);
      const link = reply.parts.find((part) => part.type === 'image-link' && part.url === url);
      if (link?.type !== 'image-link') return; // it came twice
      if (reply.outcome === null) throw new ChatError('internal', 'The reply has not ended');
      const image = toNewImage(fetched, await this.originIn(conversation, reply));
      const part = toImagePart(image, link.alt);
      const event: ChatEvent = { type: 'image-loaded', url, part };
      await saveReplyImage(database, applyEvents(reply, [event]), image);
      conversation.apply(replyId, [event]);
    });
    return null;
  }
}
