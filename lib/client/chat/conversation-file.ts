import type { Conversation } from '@/lib/chat/conversation';
import { conversationMarkdown } from '@/lib/exchange/markdown';
import { request } from '@/lib/messaging/request-client';
import { download } from './download';
import { dayOf, slugOf } from './file-name';
import { t } from '../i18n';

type Named = Pick<Conversation, 'id' | 'title'>;

/** Copies a conversation as a Markdown text. @throws where it cannot be read or copied. */
export async function copyMarkdown({ id }: Named): Promise<void> {
  await navigator.clipboard.writeText(await readMarkdown(id));
}

/** Lets the user save a conversation as a Markdown file. @throws {ChatError} when it cannot be read. */
export async function saveMarkdown({ id, title }: Named): Promise<void> {
  const file = new Blob([await readMarkdown(id)], { type: 'text/markdown' });
  download(file, `${slugOf(title) || 'conversation'}-${dayOf(Date.now())}.md`);
}

async function readMarkdown(conversationId: Conversation['id']): Promise<string> {
  const stored = await request('read-conversation', { conversationId });
  const words = { you: t('you'), untitled: t('untitled'), image: t('imageWithoutText') };
  return stored === null ? '' : conversationMarkdown(stored, words);
}
