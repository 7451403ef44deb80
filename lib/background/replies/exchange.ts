import { decodeBase64 } from '@/lib/chat/base64';
import { ChatError } from '@/lib/chat/errors';
import type { BlobId, ConversationId } from '@/lib/chat/ids';
import { checkConversation } from '@/lib/exchange/check';
import { fromFile } from '@/lib/exchange/from-file';
import type { ExchangedImage } from '@/lib/exchange/format';
import type { RequestInput } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import type { Database } from '@/lib/storage/database';
import { findConversation } from '@/lib/storage/conversations';
import { addConversations, type NewConversation } from '@/lib/storage/exchange';
import { checkImage } from '../images/image-format';

interface Import {
  readonly id: string;
  readonly startedAt: number;
  readonly conversations: Map<ConversationId, NewConversation>;
}

/**
 * Takes in the conversations of a file. They come one at a time and are kept in memory until all are
 * there: an import that nobody ends leaves nothing behind.
 */
export class ImportService {
  readonly #database: Database;
  #current: Import | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Resolves to where in the conversation an image stands that is none; `null` where all is well. */
  async stage(input: RequestInput<'stage-import'>): Promise<RequestOutput<'stage-import'>> {
    const { importId, conversationId, conversation } = input;
    const { startedAt, conversations } = this.#import(importId);
    const checked = checkConversation(conversation);
    if (checked.type === 'bad') {
      throw new ChatError('rejected', `${checked.fault.type} at ${checked.fault.where}`);
    }
    const options = { id: conversationId, importedAt: startedAt };
    const { images, ...imported } = fromFile(checked.value, options);
    const blobs = new Map<BlobId, Blob>();
    for (const [id, image] of images) {
      const blob = toBlob(image);
      if (blob === null) return `images.${checked.value.images.indexOf(image)}`;
      blobs.set(id, blob);
    }
    conversations.set(conversationId, { ...imported, images: blobs });
    return null;
  }

  /** Stores what was staged. @throws {ChatError} `internal` where a part of it is not there. */
  async finish({ importId, conversationIds }: RequestInput<'finish-import'>): Promise<void> {
    const staged = this.#current?.id === importId ? this.#current.conversations : null;
    const found = conversationIds.map((id) => staged?.get(id));
    const conversations = found.filter((each) => each !== undefined);
    if (conversations.length < found.length) {
      // The background was stopped: before this request came, or after it was done.
      if (await this.#isStored(conversationIds)) return;
      throw new ChatError('internal', `${conversations.length} of ${found.length} are there`);
    }
    await addConversations(this.#database, conversations);
    this.#current = null;
  }

  /** The newest one: another page's that was not ended is forgotten. */
  #import(id: string): Import {
    if (this.#current?.id !== id) {
      this.#current = { id, startedAt: Date.now(), conversations: new Map() };
    }
    return this.#current;
  }

  async #isStored([first]: readonly ConversationId[]): Promise<boolean> {
    return first !== undefined && (await findConversation(this.#database, first)) !== undefined;
  }
}

/** The image by its own bytes, whatever the file calls it. */
function toBlob({ base64 }: ExchangedImage): Blob | null {
  try {
    const image = checkImage(decodeBase64(base64));
    return typeof image === 'string' ? null : image.blob;
  } catch {
    return null; // no base64
  }
}
