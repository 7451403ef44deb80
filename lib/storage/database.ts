import type { Conversation } from '@/lib/chat/conversation';
import type { ChatEvent } from '@/lib/chat/events';
import type { BlobId, ConversationId, MessageId } from '@/lib/chat/ids';
import type { GeneratedImage } from '@/lib/chat/image';
import type { ImagePart, Message } from '@/lib/chat/message';
import { resultOf } from './transaction';

export interface StoredConversation extends Conversation {
  /** When the user deleted it, in milliseconds since the epoch; it is purged a while later. */
  readonly deletedAt: number | null;
}

export interface StoredImage extends GeneratedImage {
  /** When the user deleted it; `null` for all but those that are about to be purged. */
  readonly deletedAt: number | null;
}

/** An image that the user gave, until it is sent. */
export interface Attachment extends Pick<ImagePart, 'width' | 'height'> {
  readonly id: BlobId;
  /** What its file was called. */
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** What each store holds. */
export interface Schema {
  conversations: { key: ConversationId; value: StoredConversation };
  messages: { key: MessageId; value: Message };
  /** Replies being streamed. What is still here when the background starts was interrupted. */
  openReplies: { key: MessageId; value: MessageId };
  /** What an open reply has got so far, a row per commit: appended to, never rewritten. */
  journal: { key: [MessageId, number]; value: ChatEvent[] };
  /** What a provider keeps with a reply for the turn after it. */
  providerStates: { key: MessageId; value: Readonly<Record<string, unknown>> };
  /** Images, by the ids that parts of messages name. */
  blobs: { key: BlobId; value: Blob };
  /** Where each image comes from that a model made. */
  images: { key: BlobId; value: StoredImage };
  /** What was sent to get a reply: a `Receipt` as JSON, compressed. */
  receipts: { key: MessageId; value: ArrayBuffer };
  /** Images that stand beside a prompt that is not sent yet. */
  attachments: { key: BlobId; value: Attachment };
}

export type StoreName = keyof Schema;

/** Stores are reached by `read` and `write` alone, which know what is in them. */
export type Database = IDBDatabase;

/**
 * Entry n brings version n to n + 1. Never change one that was released: append.
 */
const MIGRATIONS: readonly ((database: Database) => void)[] = [
  (database) => {
    database.createObjectStore('conversations', { keyPath: 'id' });
    const messages = database.createObjectStore('messages', { keyPath: 'id' });
    messages.createIndex('by-conversation', ['conversationId', 'createdAt']);
    database.createObjectStore('openReplies');
    database.createObjectStore('journal');
    database.createObjectStore('providerStates');
    database.createObjectStore('blobs');
  },
  (database) => {
    const images = database.createObjectStore('images', { keyPath: 'id' });
    images.createIndex('by-time', ['createdAt', 'id']);
    images.createIndex('by-conversation', 'conversationId');
    database.createObjectStore('attachments', { keyPath: 'id' });
  },
  (database) => {
    database.createObjectStore('receipts');
  },
];

/** Opens the database, brought to the newest version. */
export function openDatabase(name = 'sidelight'): Promise<Database> {
  const opening = indexedDB.open(name, MIGRATIONS.length);
  opening.addEventListener('upgradeneeded', ({ oldVersion }) => {
    for (const migrate of MIGRATIONS.slice(oldVersion)) migrate(opening.result);
  });
  return resultOf(opening);
}
