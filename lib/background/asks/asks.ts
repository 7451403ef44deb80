import { ChatError } from '@/lib/chat/errors';
import { newId, type BlobId, type ConversationId, type MessageId } from '@/lib/chat/ids';
import type { ContextPart } from '@/lib/chat/message';
import type { ModelChoice } from '@/lib/chat/provider-info';
import { readSettings } from '@/lib/settings/settings';
import type { ChatService, Started } from '../replies/chat-service';
import { listProviders } from '../providers/provider-directory';

/** A question from outside a chat: a menu, a key, the address bar. It begins a conversation. */
export interface Ask {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly context?: readonly ContextPart[];
  readonly imageIds?: readonly BlobId[];
}

/** Asks the model that the user would be asking in a new chat. */
export async function ask(
  service: ChatService,
  { conversationId, text, context = [], imageIds = [] }: Ask,
): Promise<Started> {
  return service.sendPrompt({
    ...(await defaultModel()),
    conversationId,
    parentId: null,
    promptId: newId<MessageId>(),
    replyId: newId<MessageId>(),
    text,
    context: [...context],
    imageIds: [...imageIds],
  });
}

/** Whether the model that would be asked can see images. */
export async function takesImages(): Promise<boolean> {
  const { providerId, modelId } = await defaultModel();
  const provider = (await listProviders()).find(({ id }) => id === providerId);
  return provider?.models.find(({ id }) => id === modelId)?.takesImages ?? false;
}

/** What answers in a new chat: the model that was chosen last, or the first there is. */
async function defaultModel(): Promise<ModelChoice> {
  const { model } = await readSettings();
  if (model !== null) return model;
  const providers = await listProviders();
  const provider = providers.find(({ isOn, shownModels }) => isOn && shownModels.length > 0);
  const [first] = provider?.shownModels ?? [];
  if (!provider || !first) throw new ChatError('model-unavailable', 'No provider has any model');
  return { providerId: provider.id, modelId: first.id };
}
