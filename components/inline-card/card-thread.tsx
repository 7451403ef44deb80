import { useState } from 'preact/hooks';
import type { Message } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import type { ConversationState } from '@/lib/client/chat/conversation-store';
import { createThreadSelector } from '@/lib/client/thread/thread';
import { useStore } from '@/lib/client/use-store';
import { CardPrompt } from './card-prompt';
import { CardReply } from './card-reply';
import styles from './card-thread.module.css';

const selectIsLost = ({ connection }: ConversationState) => connection === 'lost';

interface CardThreadProps {
  readonly chat: Chat;
  readonly onChooseModel: () => void;
}

/** The shown branch without the question it began with: what that is about is selected in the page. */
export function CardThread({ chat, onChooseModel }: CardThreadProps) {
  const [selectThread] = useState(createThreadSelector);
  const { branch } = useStore(chat.conversation, selectThread);
  const isConnectionLost = useStore(chat.conversation, selectIsLost);

  const draw = (message: Message) =>
    message.role === 'user' ? (
      <CardPrompt prompt={message} />
    ) : (
      <CardReply
        chat={chat}
        reply={message}
        isLast={message === branch.at(-1)}
        isConnectionLost={isConnectionLost}
        onChooseModel={onChooseModel}
      />
    );

  return (
    <ol class={styles['thread']}>
      {branch.filter(isAskedHere).map((message) => (
        <li key={message.id}>{draw(message)}</li>
      ))}
    </ol>
  );
}

function isAskedHere({ parts }: Message): boolean {
  return parts.every(({ type }) => type !== 'context');
}
