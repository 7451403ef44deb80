import * as z from 'zod/mini';
import { browserModelStatusSchema } from '@/lib/chat/browser-model';
import { conversationSchema } from '@/lib/chat/conversation';
import { errorDataSchema } from '@/lib/chat/errors';
import { contextPartSchema, messageSchema } from '@/lib/chat/message';
import { blobIdSchema, conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { generatedImageSchema, MAX_PROMPT_IMAGES } from '@/lib/chat/image';
import { localServerSchema } from '@/lib/chat/local-server';
import { endpointPresetSchema, modelSchema, providerInfoSchema } from '@/lib/chat/provider-info';
import { pageReadingSchema, refusalSchema } from '@/lib/chat/page-reading';
import { receiptSchema } from '@/lib/chat/receipt';
import { imageFailureSchema, imageTypeSchema, remoteImageSchema } from '@/lib/chat/remote-image';
import { exchangedConversationSchema, MAX_CONVERSATIONS } from '@/lib/exchange/format';

/** Longest prompt the extension takes, in UTF-16 code units. A service may take less. */
export const MAX_PROMPT_LENGTH = 1_000_000;

/** Of one attached image, which the UI has made small before: about 15 MB. */
const MAX_ATTACHED_BASE64_LENGTH = 20_000_000;

const nothing = z.object({});
const tab = z.object({ tabId: z.int() });

/** What a new reply needs. Its id comes from the UI: a repeated request cannot send twice. */
const replyInput = {
  conversationId: conversationIdSchema,
  promptId: messageIdSchema,
  replyId: messageIdSchema,
  providerId: z.string(),
  modelId: z.string(),
};

/**
 * Every one-shot call a UI can make to the background. `from` is the least trusted context that
 * may make it: a content script runs inside a page, so it gets only what a page may trigger.
 */
export const requests = {
  /** Adds a prompt and starts its reply. */
  'send-prompt': {
    from: 'extension-page',
    input: z.object({
      ...replyInput,
      /** The reply that the prompt follows; `null` starts a conversation or another first try. */
      parentId: z.nullable(messageIdSchema),
      text: z.string().check(
        z.maxLength(MAX_PROMPT_LENGTH),
        z.refine((text) => text.trim() !== '', 'An empty prompt'),
      ),
      /** Images that were attached, or that another prompt of this conversation has. */
      imageIds: z.optional(z.array(blobIdSchema).check(z.maxLength(MAX_PROMPT_IMAGES))),
      /** What it carries of pages. */
      context: z.optional(z.array(contextPartSchema).check(z.maxLength(20))),
    }),
    output: z.void(),
  },
  /** Answers a prompt once more, from the start or from where the reply `continues` stopped. */
  'regenerate-reply': {
    from: 'extension-page',
    input: z.object({ ...replyInput, continues: z.nullable(messageIdSchema) }),
    output: z.void(),
  },
  'abort-reply': {
    from: 'extension-page',
    input: z.object({ conversationId: conversationIdSchema, replyId: messageIdSchema }),
    output: z.void(),
  },
  /** The text of the page in a tab, or why nothing is read of it. */
  'read-page': { from: 'extension-page', input: tab, output: pageReadingSchema },
  /** What is selected in the page in a tab. */
  'read-selection': { from: 'extension-page', input: tab, output: pageReadingSchema },
  /** What the browser shows of the page in a tab, as PNG in base64. */
  'read-screen': {
    from: 'extension-page',
    input: tab,
    output: z.discriminatedUnion('type', [
      z.object({ type: z.literal('image'), base64: z.string() }),
      z.object({ type: z.literal('refused'), reason: refusalSchema }),
    ]),
  },
  /** What was sent to get a reply; `null` where nothing was. */
  'read-receipt': {
    from: 'extension-page',
    input: z.object({ replyId: messageIdSchema }),
    output: z.nullable(receiptSchema),
  },
  /** Shows the newest branch that goes through a message. */
  'show-branch': {
    from: 'extension-page',
    input: z.object({ conversationId: conversationIdSchema, messageId: messageIdSchema }),
    output: z.void(),
  },
  /** Newest first. */
  'list-conversations': {
    from: 'extension-page',
    input: nothing,
    output: z.array(conversationSchema),
  },
  'rename-conversation': {
    from: 'extension-page',
    input: z.object({
      conversationId: conversationIdSchema,
      title: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
    }),
    output: z.void(),
  },
  /** Hides a conversation; it can be restored until the background next starts. */
  'delete-conversation': {
    from: 'extension-page',
    input: z.object({ conversationId: conversationIdSchema }),
    output: z.void(),
  },
  'restore-conversation': {
    from: 'extension-page',
    input: z.object({ conversationId: conversationIdSchema }),
    output: z.void(),
  },
  /** A whole conversation, to be kept elsewhere; `null` for one that was deleted. */
  'read-conversation': {
    from: 'extension-page',
    input: z.object({ conversationId: conversationIdSchema }),
    output: z.nullable(
      z.object({ conversation: conversationSchema, messages: z.array(messageSchema) }),
    ),
  },
  /**
   * Hands over one conversation of a file, and the id it will have: nothing is stored before
   * `finish-import`. The output is where an image stands that is none; `null` where all is well.
   */
  'stage-import': {
    from: 'extension-page',
    input: z.object({
      importId: z.string(),
      conversationId: conversationIdSchema,
      conversation: exchangedConversationSchema,
    }),
    output: z.nullable(z.string()),
  },
  /** Stores the conversations that were staged: all of them, or none. */
  'finish-import': {
    from: 'extension-page',
    input: z.object({
      importId: z.string(),
      conversationIds: z.array(conversationIdSchema).check(z.maxLength(MAX_CONVERSATIONS)),
    }),
    output: z.void(),
  },
  'list-providers': { from: 'extension-page', input: nothing, output: z.array(providerInfoSchema) },
  /** Asks the service which models it has now, and remembers them. */
  'refresh-models': {
    from: 'extension-page',
    input: z.object({ providerId: z.string() }),
    output: z.array(modelSchema),
  },
  /** Really asks a provider for some words, of a model of its list where none is named. */
  'test-provider': {
    from: 'extension-page',
    input: z.object({ providerId: z.string(), modelId: z.optional(z.string()) }),
    output: z.discriminatedUnion('type', [
      z.object({ type: z.literal('answered'), text: z.string(), firstTokenMs: z.number() }),
      z.object({ type: z.literal('failed'), error: errorDataSchema }),
    ]),
  },
  'list-presets': {
    from: 'extension-page',
    input: nothing,
    output: z.array(endpointPresetSchema),
  },
  /** Adds a server of the user's; the output is its provider id. */
  'add-endpoint': {
    from: 'extension-page',
    input: z.object({
      kind: z.string(),
      name: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
      baseUrl: z.string(),
    }),
    output: z.string(),
  },
  /** Asks the usual ports of this computer; fails as `host-access` without `LOCAL_ORIGINS`. */
  'find-local-servers': {
    from: 'extension-page',
    input: nothing,
    output: z.array(localServerSchema),
  },
  /** Makes a server that was found usable, and asks for its models; the output is its provider id. */
  'add-local-server': {
    from: 'extension-page',
    input: z.pick(localServerSchema, { id: true, baseUrl: true }),
    output: z.string(),
  },
  /** Whether the browser's own model can answer; asked again and again while it downloads. */
  'browser-model-status': {
    from: 'extension-page',
    input: nothing,
    output: browserModelStatusSchema,
  },
  /** Starts the download of the browser's own model; its status tells how far it is. */
  'download-browser-model': { from: 'extension-page', input: nothing, output: z.void() },
  'remove-endpoint': {
    from: 'extension-page',
    input: z.object({ providerId: z.string() }),
    output: z.void(),
  },
  /** Keeps a provider's key for the server it is at now; `null` forgets it. No request reads one. */
  'save-key': {
    from: 'extension-page',
    input: z.object({
      providerId: z.string(),
      key: z.nullable(z.string().check(z.trim(), z.minLength(1), z.maxLength(4096))),
    }),
    output: z.void(),
  },
  /** Keeps headers that every request to a provider carries; `null` forgets one, others stay. */
  'save-headers': {
    from: 'extension-page',
    input: z.object({
      providerId: z.string(),
      headers: z.record(z.string(), z.nullable(z.string())),
    }),
    output: z.void(),
  },
  /** Loads an image that a reply points to, after the user's click and with access to its host. */
  'load-image': {
    from: 'extension-page',
    input: z.object({ url: z.string() }),
    output: remoteImageSchema,
  },
  /**
   * Fetches an image of which a reply has the address, after the same click, and keeps it in the
   * reply for good. The output is why that failed; `null` where it did not.
   */
  'load-reply-image': {
    from: 'extension-page',
    input: z.object({
      conversationId: conversationIdSchema,
      replyId: messageIdSchema,
      url: z.string(),
    }),
    output: z.nullable(imageFailureSchema),
  },
  /** The bytes of an image of ours; `null` for one that was deleted. */
  'read-image': {
    from: 'extension-page',
    input: z.object({ imageId: blobIdSchema }),
    output: z.nullable(z.object({ mediaType: imageTypeSchema, base64: z.string() })),
  },
  /** A page of the images that models made, newest first, of those whose prompt has every word. */
  'list-images': {
    from: 'extension-page',
    input: z.object({
      /** The last image of the page before. */
      after: z.nullable(z.object({ createdAt: z.number(), id: blobIdSchema })),
      query: z.string().check(z.maxLength(1000)),
    }),
    output: z.object({ images: z.array(generatedImageSchema), isLast: z.boolean() }),
  },
  /** Hides an image; it can be restored until the background next starts. */
  'delete-image': {
    from: 'extension-page',
    input: z.object({ imageId: blobIdSchema }),
    output: z.void(),
  },
  'restore-image': {
    from: 'extension-page',
    input: z.object({ imageId: blobIdSchema }),
    output: z.void(),
  },
  /** Keeps an image of the user's until a prompt carries it. Its id comes from the UI. */
  'attach-image': {
    from: 'extension-page',
    input: z.object({
      imageId: blobIdSchema,
      name: z.string().check(z.maxLength(500)),
      base64: z.string().check(z.maxLength(MAX_ATTACHED_BASE64_LENGTH)),
    }),
    output: z.void(),
  },
  /** Forgets an image that was attached and not sent. */
  'detach-image': {
    from: 'extension-page',
    input: z.object({ imageId: blobIdSchema }),
    output: z.void(),
  },
  /** The page that a card was put into does not show it. The one request of a script in a page. */
  'card-failed': { from: 'content-script', input: nothing, output: z.void() },
} as const satisfies Record<string, RequestDefinition>;

interface RequestDefinition {
  from: 'content-script' | 'extension-page';
  input: z.ZodMiniType;
  output: z.ZodMiniType;
}

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.infer<(typeof requests)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.infer<(typeof requests)[Name]['output']>;

export const requestFrameSchema = z.object({
  type: z.literal('request'),
  name: z.enum(Object.keys(requests) as [RequestName, ...RequestName[]]),
  input: z.unknown(),
});
export type RequestFrame = z.infer<typeof requestFrameSchema>;

export const responseFrameSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), output: z.optional(z.unknown()) }), // a message drops `undefined`
  z.object({ ok: z.literal(false), error: errorDataSchema }),
]);
export type ResponseFrame = z.infer<typeof responseFrameSchema>;
