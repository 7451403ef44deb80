import type { Reply } from '@/lib/chat/message';
import type { Chat } from '@/lib/client/chat/chat';
import { t } from '@/lib/client/i18n';
import { standsIn } from '@/lib/client/chat/stands-in';
import { lazyPart } from '@/components/controls/lazy-part';
import { Part } from '@/components/parts/part';
import type { MessageProps } from './message';
import styles from './message.module.css';
import { ReplyAuthor } from './reply-author';

const ContinuedParts = lazyPart(
  async () => (await import('./continued-parts')).ContinuedParts,
  PlainParts,
);

export interface ReplyPartsProps {
  readonly chat: Chat;
  readonly reply: Reply;
  readonly provider: MessageProps['provider'];
}

/** What a reply says, under the name of the model that says it. */
export function ReplyParts(props: ReplyPartsProps) {
  return props.reply.continues === null ? <PlainParts {...props} /> : <ContinuedParts {...props} />;
}

function PlainParts({ chat, reply, provider }: ReplyPartsProps) {
  const { parts, modelName, outcome, importedAt } = reply;
  const isStandIn = standsIn(chat.conversation.getState().messages, reply);
  return (
    <>
      <ReplyAuthor
        name={isStandIn && provider ? t('modelOfProvider', modelName, provider.name) : modelName}
        importedAt={importedAt}
      />
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no id and never move
        <div key={index} class={styles['part']} dir="auto">
          <Part
            part={part}
            reply={reply}
            isStreaming={outcome === null && index === parts.length - 1}
          />
        </div>
      ))}
    </>
  );
}
