import type { Conversation, WireMessage } from './conversation';
import type { Settings } from './settings';

/** The body of a chat request, as the service's own page wrote it in the year of `format`. */
export function chatBody(
  { model, conversationId }: Conversation,
  messages: readonly WireMessage[],
  format: Settings['format'],
): Promise<Record<string, unknown>> {
  switch (format) {
    case '2025':
      return Promise.resolve({ model, messages });
    case '2026':
      return body2026(model, messages, conversationId);
  }
}

async function body2026(
  model: string,
  messages: readonly WireMessage[],
  conversationId: string,
): Promise<Record<string, unknown>> {
  return {
    model,
    metadata: {
      toolChoice: {
        NewsSearch: false,
        VideosSearch: false,
        LocalSearch: false,
        WeatherForecast: false,
      },
    },
    messages,
    canUseTools: false,
    reasoningEffort: 'none',
    canUseApproxLocation: null,
    canDelegateImageGeneration: null,
    durableStream: {
      messageId: crypto.randomUUID(),
      conversationId,
      publicKey: await createPublicKey(),
    },
  };
}

/** The service may encrypt a stored copy of the reply for us; we never ask for it, so the key is new each time. */
async function createPublicKey(): Promise<JsonWebKey> {
  const algorithm = {
    name: 'RSA-OAEP',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  };
  const { publicKey } = await crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt']);
  return { ...(await crypto.subtle.exportKey('jwk', publicKey)), use: 'enc' };
}
