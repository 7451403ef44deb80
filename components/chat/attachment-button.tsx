import { useRef } from 'preact/hooks';
import type { Chat } from '@/lib/client/chat/chat';
import { attachToPrompt } from '@/lib/client/images/attach';
import { t } from '@/lib/client/i18n';
import { seesImages } from '@/lib/client/providers/providers-store';
import { useStore } from '@/lib/client/use-store';
import { IconButton } from '@/components/controls/icon-button';
import { ImageIcon } from '@/components/controls/icons';

/** Picks images to put beside the prompt, where the chosen model can see them. */
export function AttachmentButton({ chat }: { readonly chat: Chat }) {
  const canSee = useStore(chat.providers, seesImages);
  const picker = useRef<HTMLInputElement>(null);
  if (!canSee) return null;
  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="image/*"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          attachToPrompt(chat, [...(currentTarget.files ?? [])]);
          currentTarget.value = ''; // so that the same file can be picked again
        }}
      />
      <IconButton
        icon={ImageIcon}
        label={t('attachImages')}
        onClick={() => picker.current?.click()}
      />
    </>
  );
}
