import * as z from '@/lib/schema';

/**
 * Why a reply failed, in terms of what the user can do about it.
 * Every provider maps its service's failures onto these kinds; the UI has one text and one button
 * for each (`components/error-notice/error-text.ts`).
 */
export const ERROR_KINDS = [
  'network', // the service could not be reached
  'cut-off', // the stream ended before the service said it was done
  'stalled', // the connection is open, but no token came for a minute
  'rate-limit', // too many requests; see `retryAfterMs`
  'overloaded', // the service answered 5xx or said that it is offline
  'blocked', // the service refused us: challenge, ban, region; open its site
  'web-page', // the service sent a web page where a reply was expected
  'sign-in', // the service wants its own cookie; open its site first
  'credentials', // an API key is missing or wrong
  'host-access', // the browser has not granted us the service's origins
  'conversation-limit', // the service takes no more turns in this conversation
  'prompt-too-long', // the service refused the prompt for its size
  'model-unavailable', // the service does not have this model, or not for us
  'images-not-taken', // the model cannot see the images of this prompt; nothing was sent
  'rejected', // the service refused this prompt for another reason
  'reply-too-long', // the reply passed our limit; what came is kept
  'protocol', // the service answered in a shape we do not know
  'storage', // the browser could not store the reply: disk full, profile damaged
  'internal', // a bug of ours
] as const;
export const errorKindSchema = z.literal(ERROR_KINDS);
export type ErrorKind = z.infer<typeof errorKindSchema>;

export const errorDataSchema = z.object({
  kind: errorKindSchema,
  /** For the "Details" fold, in English. Never shown on its own. */
  message: z.string(),
  /** Milliseconds to wait before trying again, where the service said so. */
  retryAfterMs: z.optional(z.number(z.isBetween(0, Infinity))),
  /** HTTP status, where there was one. */
  status: z.optional(z.number()),
  /** The service's own word for it, such as `ERR_CONVERSATION_LIMIT`. */
  code: z.optional(z.string()),
});
/** A `ChatError` as it travels between contexts and rests in storage. */
export type ErrorData = z.infer<typeof errorDataSchema>;

type ErrorFacts = Partial<Pick<ErrorData, 'retryAfterMs' | 'status' | 'code'>>;

export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly kind: ErrorKind;
  readonly facts: ErrorFacts;

  constructor(
    kind: ErrorKind,
    message: string,
    {
      cause,
      ...facts
    }: { [Fact in keyof ErrorFacts]: ErrorFacts[Fact] | undefined } & {
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause });
    this.kind = kind;
    this.facts = Object.fromEntries(
      Object.entries(facts).filter(([, value]) => value !== undefined),
    );
  }
}

/** Anything that was thrown, as data. What is not a `ChatError` is a bug of ours. */
export function toErrorData(error: unknown): ErrorData {
  if (error instanceof ChatError) {
    return { kind: error.kind, message: error.message, ...error.facts };
  }
  return { kind: 'internal', message: error instanceof Error ? error.message : String(error) };
}
