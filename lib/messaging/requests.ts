import * as z from '@/lib/schema';
import { contextPartSchema } from '@/lib/chat/message';
import { blobIdSchema, conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { MAX_PROMPT_IMAGES } from '@/lib/chat/image';
import { exchangedConversationSchema, MAX_CONVERSATIONS } from '@/lib/exchange/format';

/** Longest prompt the extension takes, in UTF-16 code units. A service may take less. */
export const MAX_PROMPT_LENGTH = 1_000_000;

/** Of one attached image, which the UI has made small before: about 15 MB. */
const MAX_ATTACHED_BASE64_LENGTH = 20_000_000;

const nothing = z.object({});
const tab = z.object({ tabId: z.number(z.isWhole) });
const conversation = z.object({ conversationId: conversationIdSchema });
const provider = z.object({ providerId: z.string() });
const image = z.object({ imageId: blobIdSchema });

/** What a new reply needs. Its id comes from the UI: a repeated request cannot send twice. */
const reply = {
  conversationId: conversationIdSchema,
  promptId: messageIdSchema,
  replyId: messageIdSchema,
  providerId: z.string(),
  modelId: z.string(),
};

/** A text without white space around it that says something. */
function trimmed(maxLength: number) {
  return z.string(
    z.overwrite((text) => text.trim()),
    z.isFilled,
    z.hasAtMost(maxLength),
  );
}

/** Every one-shot call that can be made to the background, with its input; `responses` has the outputs. */
export const requests = {
  /** Adds a prompt and starts its reply. */
  'send-prompt': z.object({
    ...reply,
    /** The reply that the prompt follows; `null` starts a conversation or another first try. */
    parentId: z.nullable(messageIdSchema),
    text: z.string(
      z.hasAtMost(MAX_PROMPT_LENGTH),
      z.refine((text) => text.trim() !== ''),
    ),
    /** Images that were attached, or that another prompt of this conversation has. */
    imageIds: z.optional(z.array(blobIdSchema, z.hasAtMost(MAX_PROMPT_IMAGES))),
    /** What it carries of pages. */
    context: z.optional(z.array(contextPartSchema, z.hasAtMost(20))),
  }),
  /** Answers a prompt once more, from the start or from where the reply `continues` stopped. */
  'regenerate-reply': z.object({ ...reply, continues: z.nullable(messageIdSchema) }),
  'abort-reply': z.object({ conversationId: conversationIdSchema, replyId: messageIdSchema }),
  /** The text of the page in a tab, or why nothing is read of it. */
  'read-page': tab,
  /** What is selected in the page in a tab. */
  'read-selection': tab,
  /** What the browser shows of the page in a tab, as PNG in base64. */
  'read-screen': tab,
  /** What was sent to get a reply; `null` where nothing was. */
  'read-receipt': z.object({ replyId: messageIdSchema }),
  /** Shows the newest branch that goes through a message. */
  'show-branch': z.object({ conversationId: conversationIdSchema, messageId: messageIdSchema }),
  /** Newest first. */
  'list-conversations': nothing,
  'rename-conversation': z.object({ conversationId: conversationIdSchema, title: trimmed(200) }),
  /** Hides a conversation; it can be restored until the background next starts. */
  'delete-conversation': conversation,
  'restore-conversation': conversation,
  /** A whole conversation, to be kept elsewhere; `null` for one that was deleted. */
  'read-conversation': conversation,
  /**
   * Hands over one conversation of a file, and the id it will have: nothing is stored before
   * `finish-import`. The output is where an image stands that is none; `null` where all is well.
   */
  'stage-import': z.object({
    importId: z.string(),
    conversationId: conversationIdSchema,
    conversation: exchangedConversationSchema,
  }),
  /** Stores the conversations that were staged: all of them, or none. */
  'finish-import': z.object({
    importId: z.string(),
    conversationIds: z.array(conversationIdSchema, z.hasAtMost(MAX_CONVERSATIONS)),
  }),
  'list-providers': nothing,
  /** Asks the service which models it has now, and remembers them. */
  'refresh-models': provider,
  /** Really asks a provider for some words, of a model of its list where none is named. */
  'test-provider': z.object({ providerId: z.string(), modelId: z.optional(z.string()) }),
  'list-presets': nothing,
  /** Adds a server of the user's; the output is its provider id. */
  'add-endpoint': z.object({ kind: z.string(), name: trimmed(60), baseUrl: z.string() }),
  /** Asks the usual ports of this computer; fails as `host-access` without `LOCAL_ORIGINS`. */
  'find-local-servers': nothing,
  /** Makes a server that was found usable, and asks for its models; the output is its provider id. */
  'add-local-server': z.object({ id: z.string(), baseUrl: z.string() }),
  /** Whether the browser's own model can answer; asked again and again while it downloads. */
  'browser-model-status': nothing,
  /** Starts the download of the browser's own model; its status tells how far it is. */
  'download-browser-model': nothing,
  'remove-endpoint': provider,
  /** Keeps a provider's key for the server it is at now; `null` forgets it. No request reads one. */
  'save-key': z.object({ providerId: z.string(), key: z.nullable(trimmed(4096)) }),
  /** Keeps headers that every request to a provider carries; `null` forgets one, others stay. */
  'save-headers': z.object({ providerId: z.string(), headers: z.recordOf(z.nullable(z.string())) }),
  /** Loads an image that a reply points to, after the user's click and with access to its host. */
  'load-image': z.object({ url: z.string() }),
  /**
   * Fetches an image of which a reply has the address, after the same click, and keeps it in the
   * reply for good. The output is why that failed; `null` where it did not.
   */
  'load-reply-image': z.object({
    conversationId: conversationIdSchema,
    replyId: messageIdSchema,
    url: z.string(),
  }),
  /** The bytes of an image of ours; `null` for one that was deleted. */
  'read-image': image,
  /** A page of the images that models made, newest first, of those whose prompt has every word. */
  'list-images': z.object({
    /** The last image of the page before. */
    after: z.nullable(z.object({ createdAt: z.number(), id: blobIdSchema })),
    query: z.string(z.hasAtMost(1000)),
  }),
  /** Hides an image; it can be restored until the background next starts. */
  'delete-image': image,
  'restore-image': image,
  /** Keeps an image of the user's until a prompt carries it. Its id comes from the UI. */
  'attach-image': z.object({
    imageId: blobIdSchema,
    name: z.string(z.hasAtMost(500)),
    base64: z.string(z.hasAtMost(MAX_ATTACHED_BASE64_LENGTH)),
  }),
  /** Forgets an image that was attached and not sent. */
  'detach-image': image,
  /** The page that a card was put into does not show it. */
  'card-failed': nothing,
} as const satisfies Record<string, z.Schema>;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.infer<(typeof requests)[Name]>;

/** The one request of a script in a page, where it may say no more than a page may know; all others are our own pages'. */
export const CONTENT_SCRIPT_REQUEST: RequestName = 'card-failed';

export const requestFrameSchema = z.object({
  type: z.literal('request'),
  name: z.literal(Object.keys(requests) as RequestName[]),
  input: z.unknown(),
});
export type RequestFrame = z.infer<typeof requestFrameSchema>;
