import type { Receipt } from '@/lib/chat/receipt';
import { announceBackground } from '@/lib/messaging/background-life';
import { serveRequests } from '@/lib/messaging/request-server';
import { hasHostAccess, watchHostAccess } from '@/lib/platform/host-access';
import { leaveClickToPopup } from '@/lib/platform/sidebar';
import { keepStorageFromPages } from '@/lib/platform/storage-access';
import { purgeDeleted } from '@/lib/storage/conversations';
import { openDatabase, type Database } from '@/lib/storage/database';
import { closeInterrupted } from '@/lib/storage/journal';
import { findReceipt, saveReceipt } from '@/lib/storage/receipts';
import { serveChatPorts } from './replies/chat-ports';
import { ChatService, type Started } from './replies/chat-service';
import { createChatRequest } from './providers/chat-request';
import { serveCommands } from './asks/commands';
import { askAboutSelection, serveContextMenus } from './asks/context-menus';
import { addEndpoint, removeEndpoint, saveHeaders, saveKey } from './providers/endpoints';
import { createBrowserModel, findLanguageModel } from './providers/browser-model';
import { ImportService } from './replies/exchange';
import { ImageService } from './images/images';
import { answerHere, showInsteadOfCard } from './pages/inline-card';
import { keepAliveDuring } from './keep-alive';
import { addLocalServer, findLocalServers } from './providers/local-servers';
import { serveOmnibox } from './asks/omnibox';
import { readPage, readScreen, readSelection } from './pages/page-reading';
import { createProviderContext } from './providers/provider-context';
import {
  getConfigured,
  listPresets,
  listProviders,
  nameModel,
  refreshModels,
} from './providers/provider-directory';
import { findSuccessor } from './replies/failover';
import { forgetHealthAt, observeOutcome } from './providers/health';
import { testProvider } from './providers/provider-test';
import { recordingFetch } from './replies/receipts';
import { fetchImage, loadRemoteImage } from './images/remote-image';

/** How long a deleted conversation can be restored at least. */
const UNDO_MS = 60_000;

/** Wires the background together. Listeners are added in this turn, or a waking event is lost. */
export function startBackground(): void {
  void announceBackground().catch(() => {}); // who waits for it also wakes by the user's next key
  const database = openDatabase();
  const starting = createService(database);
  const images = database.then((opened) => new ImageService(opened));
  const imports = database.then((opened) => new ImportService(opened));
  for (const each of [starting, images, imports]) each.catch(() => {}); // whoever asks is told

  const browserModel = createBrowserModel(findLanguageModel());

  keepStorageFromPages();
  leaveClickToPopup();
  watchHostAccess((origins) => void forgetHealthAt(origins));
  serveRequests({
    'send-prompt': async (input) => keepRunning(await (await starting).sendPrompt(input)),
    'regenerate-reply': async (input) => keepRunning(await (await starting).regenerateReply(input)),
    'abort-reply': async ({ replyId }) => (await starting).abortReply(replyId),
    'read-page': ({ tabId }) => readPage(tabId),
    'read-selection': ({ tabId }) => readSelection({ tabId }),
    'read-screen': ({ tabId }) => readScreen(tabId),
    'read-receipt': async ({ replyId }) => findReceipt(await database, replyId),
    'show-branch': async (input) => (await starting).conversations.showBranch(input),
    'list-conversations': async () => (await starting).conversations.list(),
    'rename-conversation': async (input) => (await starting).conversations.rename(input),
    'delete-conversation': async ({ conversationId }) =>
      (await starting).conversations.delete(conversationId),
    'restore-conversation': async ({ conversationId }) =>
      (await starting).conversations.restore(conversationId),
    'read-conversation': async ({ conversationId }) =>
      (await starting).conversations.read(conversationId),
    'stage-import': async (input) => (await imports).stage(input),
    'finish-import': async (input) => {
      await (await imports).finish(input);
      (await starting).watchers.announceList();
    },
    'list-providers': () => listProviders(),
    'refresh-models': ({ providerId }) => refreshModels(providerId),
    'test-provider': (input) => keepAliveDuring(testProvider(input)),
    'list-presets': async () => listPresets(),
    'add-endpoint': addEndpoint,
    'find-local-servers': () => findLocalServers(),
    'add-local-server': addLocalServer,
    'browser-model-status': () => browserModel.status(),
    'download-browser-model': async () => void keepAliveDuring(browserModel.download()),
    'remove-endpoint': ({ providerId }) => removeEndpoint(providerId),
    'save-key': saveKey,
    'save-headers': saveHeaders,
    'load-image': ({ url }) => loadRemoteImage(url, { fetch, hasHostAccess }),
    'load-reply-image': async (input) => (await starting).images.load(input),
    'read-image': async (input) => (await images).read(input),
    'list-images': async (input) => (await images).list(input),
    'delete-image': async (input) => (await images).delete(input),
    'restore-image': async (input) => (await images).restore(input),
    'attach-image': async (input) => (await images).attach(input),
    'detach-image': async (input) => (await images).detach(input),
    'card-failed': async (_input, { tab }) => {
      if (tab?.id !== undefined) await showInsteadOfCard(tab.id);
    },
  });
  serveChatPorts(starting);
  const asking = { starting, images, keepRunning };
  serveContextMenus(asking);
  serveOmnibox(asking);
  serveCommands({
    askAboutSelection: (tabId, windowId) =>
      void askAboutSelection({ tabId, windowId }, asking).catch(() => {}), // a reply says what failed
    answerHere: (tabId) => void answerHere({ tabId }, asking),
  });
}

async function createService(opening: Promise<Database>): Promise<ChatService> {
  const database = await opening;
  await closeInterrupted(database); // before anything can subscribe or start
  void purge(database, Date.now() - UNDO_MS).catch(() => {}); // the next start tries again
  const save = (receipt: Receipt) => saveReceipt(database, receipt);
  return new ChatService({
    database,
    nameModel,
    nameProvider: async (providerId) => (await getConfigured(providerId)).name,
    fetchImage: (url, signal) => fetchImage(url, { fetch, hasHostAccess, signal }),
    openStream: async (reply, asked, signal) => {
      const configured = await getConfigured(reply.providerId);
      const request = await createChatRequest(asked, configured);
      const context = await createProviderContext(configured, signal, {
        fetch: recordingFetch(fetch, { reply, request, configured, save }),
      });
      const { provider } = configured;
      return { stream: provider.send(request, context), stallMs: provider.stallMs };
    },
    noteOutcome: async (providerId, outcome) =>
      observeOutcome(await getConfigured(providerId), outcome),
    findSuccessor,
  });
}

async function purge(database: Database, time: number): Promise<void> {
  await purgeDeleted(database, time);
  await new ImageService(database).purge(time);
}

/** Not awaited: the request is answered when the reply has begun. */
function keepRunning({ ended }: Started): void {
  void keepAliveDuring(ended);
}
