import { useState } from 'preact/hooks';
import type { Reply } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { IconButton } from '@/components/controls/icon-button';
import { ReceiptIcon } from '@/components/controls/icons';
import { lazyOverlay } from '@/components/controls/lazy-overlay';

const ReceiptDialog = lazyOverlay(async () => (await import('./receipt-dialog')).ReceiptDialog);

interface ReceiptButtonProps {
  readonly chat: Chat;
  readonly reply: Reply;
}

/** Opens what was sent to get a reply. */
export function ReceiptButton({ chat, reply }: ReceiptButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <IconButton icon={ReceiptIcon} label={t('whatWasSent')} onClick={() => setOpen(true)} />
      {isOpen && <ReceiptDialog chat={chat} reply={reply} onClose={() => setOpen(false)} />}
    </>
  );
}
