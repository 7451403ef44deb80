import type { MessageId } from '@/lib/chat/ids';
import type { Message as ChatMessage } from '@/lib/chat/message';
import type { ProviderInfo } from '@/lib/chat/provider-info';
import type { Chat } from '@/lib/client/chat/chat';
import { memo } from '@/components/controls/memo';
import { PromptMessage } from './prompt-message';
import { ReplyMessage } from './reply-message';

/** Each prop keeps its identity while it means the same: only the message that streams is redrawn. */
export interface MessageProps {
  readonly chat: Chat;
  readonly message: ChatMessage;
  /** The provider of a reply, where it is known. */
  readonly provider: ProviderInfo | null;
  /** Whether the shown branch ends with it. */
  readonly isLast: boolean;
  readonly isConnectionLost: boolean;
  /** Which of the turn's tries this is, counted from 1. */
  readonly tryNumber: number;
  readonly tryCount: number;
  readonly previousTry: MessageId | null;
  readonly nextTry: MessageId | null;
  readonly onChooseModel: () => void;
}

/** One message of the thread. */
export const Message = memo(({ message, ...props }: MessageProps) =>
  message.role === 'user' ? (
    <PromptMessage {...props} prompt={message} />
  ) : (
    <ReplyMessage {...props} reply={message} />
  ),
);
