import { branchTo, newestLeafBelow, type Conversation } from '@/lib/chat/conversation';
import { ChatError } from '@/lib/chat/errors';
import type { ConversationId, MessageId } from '@/lib/chat/ids';
import type { RequestInput } from '@/lib/messaging/requests';
import type { RequestOutput } from '@/lib/messaging/responses';
import {
  findConversation,
  listConversations,
  saveConversation,
  toConversation,
} from '@/lib/storage/conversations';
import type { Database } from '@/lib/storage/database';
import type { LiveConversation } from './live-conversation';
import type { OpenConversations } from './open-conversations';
import type { Watchers } from './watchers';

interface ConversationServiceOptions {
  readonly database: Database;
  readonly open: OpenConversations;
  readonly watchers: Watchers;
  /** Stops a reply if it runs. */
  readonly abortReply: (id: MessageId) => void;
}

/** What a user does with a conversation as a whole; each change is stored before it is told. */
export class ConversationService {
  readonly #options: ConversationServiceOptions;

  constructor(options: ConversationServiceOptions) {
    this.#options = options;
  }

  list(): Promise<Conversation[]> {
    return listConversations(this.#options.database);
  }

  /** A whole conversation as it is now; `null` for one that was deleted. */
  read(id: ConversationId): Promise<RequestOutput<'read-conversation'>> {
    return this.#options.open.exclusively(id, async ({ conversation, messages }) =>
      conversation === null ? null : { conversation, messages: [...messages] },
    );
  }

  rename({ conversationId, title }: RequestInput<'rename-conversation'>): Promise<void> {
    return this.#change(conversationId, (conversation) => ({ ...conversation, title }));
  }

  /** Shows a branch that goes through a message: the newest, unless the shown one does. */
  showBranch({ conversationId, messageId }: RequestInput<'show-branch'>): Promise<void> {
    return this.#change(conversationId, (conversation, { messages }) => ({
      ...conversation,
      leafId: branchTo(messages, conversation.leafId).some(({ id }) => id === messageId)
        ? conversation.leafId
        : newestLeafBelow(messages, messageId),
    }));
  }

  /** Hides a conversation and stops its replies; `restore` brings it back until it is purged. */
  delete(id: ConversationId): Promise<void> {
    const { database, open, watchers, abortReply } = this.#options;
    return open.exclusively(id, async (live) => {
      if (!live.conversation) return;
      for (const message of live.messages) abortReply(message.id);
      await saveConversation(database, live.conversation, Date.now());
      watchers.announceList(); // first: who watches this one turns away, and hears no more on its port
      live.change(null);
    });
  }

  restore(id: ConversationId): Promise<void> {
    const { database, open, watchers } = this.#options;
    return open.exclusively(id, async (live) => {
      const stored = await findConversation(database, id);
      if (!stored) return;
      const conversation = toConversation(stored);
      await saveConversation(database, conversation);
      live.restore(conversation);
      watchers.announceList();
    });
  }

  #change(
    id: ConversationId,
    change: (conversation: Conversation, live: LiveConversation) => Conversation,
  ): Promise<void> {
    const { database, open, watchers } = this.#options;
    return open.exclusively(id, async (live) => {
      if (!live.conversation) throw new ChatError('internal', `No conversation ${id}`);
      const changed = change(live.conversation, live);
      await saveConversation(database, changed);
      live.change(changed);
      watchers.announceList();
    });
  }
}
