import { attachToPrompt, filesOf } from '@/lib/client/images/attach';
import type { Chat } from '@/lib/client/chat/chat';
import { useFileDrop } from '@/components/controls/use-file-drop';

/** Takes images that are dropped anywhere on the page; tells whether some are held over it. */
export function useImageDrop(chat: Chat): boolean {
  return useFileDrop((files) => attachToPrompt(chat, filesOf(files)));
}
