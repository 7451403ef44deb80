import { branchTo, type Conversation } from '@/lib/chat/conversation';
import type { Message, MessagePart } from '@/lib/chat/message';

/** Words of the reader's language that the text needs. */
export interface MarkdownWords {
  /** The heading over what the user asked. */
  readonly you: string;
  readonly untitled: string;
  /** Stands for an image that has no text. */
  readonly image: string;
}

interface WrittenConversation {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
}

/** The shown branch of a conversation as a Markdown text, for people to read and keep. */
export function conversationMarkdown(
  { conversation, messages }: WrittenConversation,
  words: MarkdownWords,
): string {
  const sections = branchTo(messages, conversation.leafId).map((message) => {
    const author = message.role === 'user' ? words.you : onOneLine(message.modelName);
    const parts = message.parts.map((part) => partMarkdown(part, words)).filter(Boolean);
    return [`## ${author}`, ...parts].join('\n\n');
  });
  return `${[`# ${onOneLine(conversation.title) || words.untitled}`, ...sections].join('\n\n')}\n`;
}

function partMarkdown(part: MessagePart, { image }: MarkdownWords): string {
  switch (part.type) {
    case 'text':
      return part.text.trim();
    case 'reasoning':
      return '';
    case 'image':
      return `*[${inline(part.alt) || image}]*`;
    case 'image-link':
      return link(part.alt || image, part.url);
    case 'context':
      return `> ${link(part.title || part.url, part.url)}`;
    case 'source':
      return `- ${link(part.title || part.url, part.url)}`;
  }
}

function link(text: string, url: string): string {
  return /^https?:\/\/\S+$/.test(url)
    ? `[${inline(text)}](<${url.replaceAll('>', '%3E')}>)`
    : inline(text);
}

/** Text that means nothing in Markdown. */
function inline(text: string): string {
  return onOneLine(text).replaceAll(/[\\`*_[\]<>]/g, String.raw`\$&`);
}

function onOneLine(text: string): string {
  return text.trim().replaceAll(/\s+/gu, ' ');
}
