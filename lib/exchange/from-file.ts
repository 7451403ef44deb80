import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { Conversation } from '@/lib/chat/conversation';
import type { Message, MessagePart } from '@/lib/chat/message';
import type { ExchangedConversation, ExchangedImage } from './format';

/** A conversation of a file as one of ours. */
export interface ImportedConversation {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  /** By their new ids. */
  readonly images: ReadonlyMap<BlobId, ExchangedImage>;
}

/** Gives everything in a checked conversation a new id, and marks it as imported at a time. */
export function fromFile(
  { messages, images, leafId, ...conversation }: ExchangedConversation,
  { id, importedAt }: { readonly id: ConversationId; readonly importedAt: number },
): ImportedConversation {
  const messageId = createRenaming<MessageId>();
  const blobId = createRenaming<BlobId>();
  return {
    conversation: {
      ...conversation,
      // Else a file from the future would stay above all that is new.
      updatedAt: Math.min(conversation.updatedAt, importedAt),
      id,
      leafId: leafId && messageId(leafId),
      importedAt,
    },
    messages: messages.map((message): Message => {
      const base = {
        id: messageId(message.id),
        conversationId: id,
        parts: message.parts.map((part) => renamePart(part, blobId)),
      };
      if (message.role === 'user') {
        return { ...message, ...base, parentId: message.parentId && messageId(message.parentId) };
      }
      const continues = message.continues && messageId(message.continues);
      const parentId = messageId(message.parentId);
      return { ...message, ...base, parentId, continues, wait: null, importedAt };
    }),
    images: new Map(images.map((image) => [blobId(image.id), image])),
  };
}

function renamePart(part: MessagePart, rename: (id: BlobId) => BlobId): MessagePart {
  return part.type === 'image' ? { ...part, blobId: rename(part.blobId) } : part;
}

/** The same new id for the same old one. */
function createRenaming<Id extends MessageId | BlobId>(): (id: Id) => Id {
  const renamed = new Map<Id, Id>();
  return (id) => {
    const known = renamed.get(id) ?? newId<Id>();
    renamed.set(id, known);
    return known;
  };
}
