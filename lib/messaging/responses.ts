import * as z from '@/lib/schema';
import { browserModelStatusSchema } from '@/lib/chat/browser-model';
import { conversationSchema } from '@/lib/chat/conversation';
import { errorDataSchema } from '@/lib/chat/errors';
import { generatedImageSchema } from '@/lib/chat/image';
import { localServerSchema } from '@/lib/chat/local-server';
import { messageSchema } from '@/lib/chat/message';
import { pageReadingSchema, refusalSchema } from '@/lib/chat/page-reading';
import { endpointPresetSchema, modelSchema, providerInfoSchema } from '@/lib/chat/provider-info';
import { receiptSchema } from '@/lib/chat/receipt';
import { imageFailureSchema, imageTypeSchema, remoteImageSchema } from '@/lib/chat/remote-image';
import type { RequestName } from './requests';

const nothing = z.nothing();

/** What the background answers to each request. UIs check it; the background has no need of these. */
export const responses = {
  'send-prompt': nothing,
  'regenerate-reply': nothing,
  'abort-reply': nothing,
  'read-page': pageReadingSchema,
  'read-selection': pageReadingSchema,
  'read-screen': z.oneOf('type', [
    z.object({ type: z.literal('image'), base64: z.string() }),
    z.object({ type: z.literal('refused'), reason: refusalSchema }),
  ]),
  'read-receipt': z.nullable(receiptSchema),
  'show-branch': nothing,
  'list-conversations': z.array(conversationSchema),
  'rename-conversation': nothing,
  'delete-conversation': nothing,
  'restore-conversation': nothing,
  'read-conversation': z.nullable(
    z.object({ conversation: conversationSchema, messages: z.array(messageSchema) }),
  ),
  'stage-import': z.nullable(z.string()),
  'finish-import': nothing,
  'list-providers': z.array(providerInfoSchema),
  'refresh-models': z.array(modelSchema),
  'test-provider': z.oneOf('type', [
    z.object({ type: z.literal('answered'), text: z.string(), firstTokenMs: z.number() }),
    z.object({ type: z.literal('failed'), error: errorDataSchema }),
  ]),
  'list-presets': z.array(endpointPresetSchema),
  'add-endpoint': z.string(),
  'find-local-servers': z.array(localServerSchema),
  'add-local-server': z.string(),
  'browser-model-status': browserModelStatusSchema,
  'download-browser-model': nothing,
  'remove-endpoint': nothing,
  'save-key': nothing,
  'save-headers': nothing,
  'load-image': remoteImageSchema,
  'load-reply-image': z.nullable(imageFailureSchema),
  'read-image': z.nullable(z.object({ mediaType: imageTypeSchema, base64: z.string() })),
  'list-images': z.object({ images: z.array(generatedImageSchema), isLast: z.boolean() }),
  'delete-image': nothing,
  'restore-image': nothing,
  'attach-image': nothing,
  'detach-image': nothing,
  'card-failed': nothing,
} as const satisfies Record<RequestName, z.Schema>;

export type RequestOutput<Name extends RequestName> = z.infer<(typeof responses)[Name]>;

export const responseFrameSchema = z.oneOf('ok', [
  z.object({ ok: z.literal(true), output: z.optional(z.unknown()) }), // a message drops `undefined`
  z.object({ ok: z.literal(false), error: errorDataSchema }),
]);
export type ResponseFrame = z.infer<typeof responseFrameSchema>;
