import type { QuickPrompt } from '@/lib/client/chat/quick-prompt';
import { ChatFailure } from '@/components/chat/chat-failure';
import { MessageList } from '@/components/chat/message-list';
import styles from './quick-prompt-page.module.css';

/** The question and its reply. What needs more room is done in the sidebar. */
export function QuickThread({ quick }: { readonly quick: QuickPrompt }) {
  const { chat } = quick;
  const onChooseModel = () => quick.moveToSidebar();
  return (
    <>
      <div class={styles['thread']}>
        <MessageList chat={chat} onChooseModel={onChooseModel} />
      </div>
      <ChatFailure chat={chat} onChooseModel={onChooseModel} />
    </>
  );
}
