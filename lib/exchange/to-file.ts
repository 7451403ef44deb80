import type { Conversation } from '@/lib/chat/conversation';
import type { Message } from '@/lib/chat/message';
import {
  FORMAT,
  VERSION,
  type ExchangedConversation,
  type ExchangedEndpoint,
  type ExchangedImage,
  type ExchangedMessage,
  type ExchangedSavedPrompt,
  type PlainSettings,
} from './format';

interface StoredConversation {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly images: readonly ExchangedImage[];
}

/** A conversation as a file has it. */
export function toFile({
  conversation,
  messages,
  images,
}: StoredConversation): ExchangedConversation {
  const { title, createdAt, updatedAt, leafId } = conversation;
  return {
    title,
    createdAt,
    updatedAt,
    leafId,
    messages: messages.map(toExchanged),
    images: [...images],
  };
}

function toExchanged(message: Message): ExchangedMessage {
  if (message.role === 'user') {
    const { conversationId: _conversationId, ...prompt } = message;
    return prompt;
  }
  const { conversationId: _id, wait: _wait, importedAt: _importedAt, ...reply } = message;
  return { ...reply, outcome: reply.outcome ?? { type: 'interrupted' } }; // the file has what is there now
}

/** What stands in a file beside its conversations; what is left out was not asked for. */
export interface FileRest {
  readonly exportedAt: number;
  readonly prompts?: readonly ExchangedSavedPrompt[];
  readonly settings?: PlainSettings;
  readonly endpoints?: readonly ExchangedEndpoint[];
}

/** The text of a file around its conversations, which are JSON already: none is written out twice. */
export function fileText(conversations: readonly BlobPart[], rest: FileRest): BlobPart[] {
  const head = JSON.stringify({ format: FORMAT, version: VERSION, ...rest });
  const separated = conversations.flatMap((each, index) => (index === 0 ? [each] : [',\n', each]));
  return [`${head.slice(0, -1)},"conversations":[\n`, ...separated, '\n]}\n'];
}
