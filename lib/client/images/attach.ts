import type { Chat } from '../chat/chat';

/** Puts files beside the prompt. What reads images is fetched with the first of them. */
export function attachToPrompt(chat: Chat, files: readonly File[]): void {
  if (files.length === 0) return;
  void import('./attachments').then(
    ({ attachFiles }) => attachFiles(chat, files),
    () => {}, // an update took the file away: the panel says so by itself
  );
}

/**
 * The files of a paste or a drop that are meant as files. What brings text along, as from a word
 * processor, is meant as text; the picture that comes with it is one of that text.
 */
export function filesOf(data: DataTransfer | null): File[] {
  if (data === null || data.types.includes('text/plain')) return [];
  return [...data.files];
}
