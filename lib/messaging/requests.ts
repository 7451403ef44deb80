import * as z from 'zod/mini';
import { conversationSchema } from '@/lib/chat/conversation';
import { errorDataSchema } from '@/lib/chat/errors';
import { conversationIdSchema, messageIdSchema } from '@/lib/chat/ids';
import { endpointPresetSchema, modelSchema, providerInfoSchema } from '@/lib/chat/provider-info';
import { remoteImageSchema } from '@/lib/chat/remote-image';

/** Longest prompt the extension takes, in UTF-16 code units. A service may take less. */
export const MAX_PROMPT_LENGTH = 1_000_000;

const nothing = z.object({});

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
  'list-providers': { from: 'extension-page', input: nothing, output: z.array(providerInfoSchema) },
  /** Asks the service which models it has now, and remembers them. */
  'refresh-models': {
    from: 'extension-page',
    input: z.object({ providerId: z.string() }),
    output: z.array(modelSchema),
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
  /** Keeps headers that every request to a provider carries. */
  'save-headers': {
    from: 'extension-page',
    input: z.object({ providerId: z.string(), headers: z.record(z.string(), z.string()) }),
    output: z.void(),
  },
  /** Loads an image that a reply points to, after the user's click and with access to its host. */
  'load-image': {
    from: 'extension-page',
    input: z.object({ url: z.string() }),
    output: remoteImageSchema,
  },
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
