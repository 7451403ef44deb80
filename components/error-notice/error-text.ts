import type { ErrorKind } from '@/lib/chat/errors';
import type { MessageKey } from '@/lib/client/i18n';

/** What one click can do about an error. */
export type ErrorAction =
  | 'retry'
  | 'continue'
  | 'allow-access'
  | 'open-site'
  | 'new-chat'
  | 'shorten'
  | 'choose-model'
  | 'open-settings';

interface ErrorText {
  /** `$1` is the provider's name, `$2` its hosts. */
  readonly text: MessageKey;
  readonly action: ErrorAction;
}

export const ERROR_TEXTS: Readonly<Record<ErrorKind, ErrorText>> = {
  network: { text: 'errorNetwork', action: 'retry' },
  'cut-off': { text: 'errorCutOff', action: 'retry' },
  stalled: { text: 'errorStalled', action: 'retry' },
  'rate-limit': { text: 'errorRateLimit', action: 'retry' },
  overloaded: { text: 'errorOverloaded', action: 'retry' },
  blocked: { text: 'errorBlocked', action: 'open-site' },
  'web-page': { text: 'errorWebPage', action: 'open-site' },
  'sign-in': { text: 'errorSignIn', action: 'open-site' },
  credentials: { text: 'errorCredentials', action: 'open-settings' },
  'host-access': { text: 'errorHostAccess', action: 'allow-access' },
  'conversation-limit': { text: 'errorConversationLimit', action: 'new-chat' },
  'prompt-too-long': { text: 'errorPromptTooLong', action: 'shorten' },
  'model-unavailable': { text: 'errorModelUnavailable', action: 'choose-model' },
  'images-not-taken': { text: 'errorImagesNotTaken', action: 'choose-model' },
  rejected: { text: 'errorRejected', action: 'shorten' },
  'reply-too-long': { text: 'errorReplyTooLong', action: 'continue' },
  protocol: { text: 'errorProtocol', action: 'retry' },
  storage: { text: 'errorStorage', action: 'retry' },
  internal: { text: 'errorInternal', action: 'retry' },
};

/** Errors that ended a reply in its middle: asking for the rest beats asking anew. */
const CONTINUABLE: ReadonlySet<ErrorKind> = new Set([
  'network',
  'cut-off',
  'stalled',
  'overloaded',
  'reply-too-long',
]);

/** Actions after which the user still has to ask again. */
const FOLLOWED_BY_RETRY: ReadonlySet<ErrorAction> = new Set([
  'continue',
  'open-site',
  'open-settings',
  'choose-model',
]);

/** The button that fixes an error, and the one that may stand quietly beside it. */
export function actionsFor(
  kind: ErrorKind,
  { hasText }: { hasText: boolean },
): { primary: ErrorAction; secondary: ErrorAction | null } {
  const { action } = ERROR_TEXTS[kind];
  const isContinued = hasText && CONTINUABLE.has(kind);
  const primary = isContinued ? 'continue' : action === 'continue' ? 'retry' : action;
  return { primary, secondary: FOLLOWED_BY_RETRY.has(primary) ? 'retry' : null };
}
