import { serveRequests } from '@/lib/messaging/request-server';
import { hasHostAccess } from '@/lib/platform/host-access';
import { openSidebarOnClick } from '@/lib/platform/sidebar';
import { purgeDeleted } from '@/lib/storage/conversations';
import { openDatabase } from '@/lib/storage/database';
import { closeInterrupted } from '@/lib/storage/journal';
import { serveChatPorts } from './chat-ports';
import { ChatService, type Started } from './chat-service';
import { createChatRequest } from './chat-request';
import { addEndpoint, removeEndpoint, saveHeaders, saveKey } from './endpoints';
import { keepAliveDuring } from './keep-alive';
import { createProviderContext } from './provider-context';
import {
  getConfigured,
  listPresets,
  listProviders,
  nameModel,
  refreshModels,
} from './provider-directory';
import { loadRemoteImage } from './remote-image';

/** How long a deleted conversation can be restored at least. */
const UNDO_MS = 60_000;

/** Wires the background together. Listeners are added in this turn, or a waking event is lost. */
export function startBackground(): void {
  const starting = createService();
  starting.catch(() => {}); // whoever asks the service is told

  openSidebarOnClick();
  serveRequests({
    'send-prompt': async (input) => keepRunning(await (await starting).sendPrompt(input)),
    'regenerate-reply': async (input) => keepRunning(await (await starting).regenerateReply(input)),
    'abort-reply': async ({ replyId }) => (await starting).abortReply(replyId),
    'show-branch': async (input) => (await starting).showBranch(input),
    'list-conversations': async () => (await starting).listConversations(),
    'rename-conversation': async (input) => (await starting).rename(input),
    'delete-conversation': async ({ conversationId }) => (await starting).delete(conversationId),
    'restore-conversation': async ({ conversationId }) => (await starting).restore(conversationId),
    'list-providers': () => listProviders(),
    'refresh-models': ({ providerId }) => refreshModels(providerId),
    'list-presets': async () => listPresets(),
    'add-endpoint': addEndpoint,
    'remove-endpoint': ({ providerId }) => removeEndpoint(providerId),
    'save-key': saveKey,
    'save-headers': saveHeaders,
    'load-image': ({ url }) => loadRemoteImage(url, { fetch, hasHostAccess }),
  });
  serveChatPorts(starting);
}

async function createService(): Promise<ChatService> {
  const database = await openDatabase();
  await closeInterrupted(database); // before anything can subscribe or start
  void purgeDeleted(database, Date.now() - UNDO_MS).catch(() => {}); // the next start tries again
  return new ChatService({
    database,
    nameModel,
    openStream: async (providerId, request, signal) => {
      const configured = await getConfigured(providerId);
      const context = await createProviderContext(configured, signal);
      return configured.provider.send(await createChatRequest(request, configured), context);
    },
  });
}

/** Not awaited: the request is answered when the reply has begun. */
function keepRunning({ ended }: Started): void {
  void keepAliveDuring(ended);
}
