import { useEffect, useState } from 'preact/hooks';
import { attachToPrompt, filesOf } from '@/lib/client/attach';
import type { Chat } from '@/lib/client/chat';

/** Takes files that are dropped anywhere on the page; tells whether some are held over it. */
export function useImageDrop(chat: Chat): boolean {
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const hold = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault(); // else the browser would open the file in place of the page
      setOver(true);
    };
    document.addEventListener('dragenter', hold, { signal });
    document.addEventListener('dragover', hold, { signal });
    document.addEventListener(
      'dragleave',
      ({ relatedTarget }) => {
        if (relatedTarget === null) setOver(false);
      },
      { signal },
    );
    document.addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        attachToPrompt(chat, filesOf(event.dataTransfer));
      },
      { signal },
    );
    return () => controller.abort();
  }, [chat]);

  return isOver;
}
