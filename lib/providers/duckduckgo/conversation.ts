import * as z from '@/lib/schema';
import type { ChatRequest, ChatTurn, ProviderState } from '../provider';
import { formatPrompt, normalizeTurns } from '../shared/prompt';
import { tokensSchema, type Tokens } from './handshake';

/** What the next turn needs of this one. The messages come again with the request. */
const stateSchema = z.object({
  model: z.string(),
  host: z.string(),
  tokens: tokensSchema,
  /** How many of the first turns went as one message, since the conversation began with them. */
  flattenedTurns: z.number(z.isWhole, z.isBetween(1, Infinity)),
  /** Of the format of 2026. */
  conversationId: z.string(),
});

export interface Conversation {
  readonly model: string;
  readonly host: string;
  /** `null` where tokens have to be asked for. */
  readonly tokens: Tokens | null;
  readonly flattenedTurns: number;
  readonly conversationId: string;
}

/** The conversation that a request goes on with, or a new one: tokens hold for one model and host. */
export function conversationOf(
  { state, turns }: ChatRequest,
  { model, host }: { readonly model: string; readonly host: string },
): Conversation {
  const { success, data } = z.safeParse(stateSchema, state);
  const continues =
    success && data.model === model && data.host === host && data.flattenedTurns < turns.length;
  if (continues) return data;
  const conversationId = crypto.randomUUID();
  return { model, host, tokens: null, flattenedTurns: turns.length, conversationId };
}

/** What to keep with a reply: the conversation with the tokens that it brought. */
export function stateOf(conversation: Conversation, tokens: Tokens): ProviderState {
  return { ...conversation, tokens } satisfies z.infer<typeof stateSchema>;
}

export interface WireMessage {
  readonly role: ChatTurn['role'];
  readonly content: string;
}

/** The turns as the service takes them: roles alternate, and what came first is one message. */
export function messagesOf(
  { turns, systemPrompt }: Pick<ChatRequest, 'turns' | 'systemPrompt'>,
  flattenedTurns: number,
): WireMessage[] {
  const first = normalizeTurns(turns.slice(0, flattenedTurns));
  const messages = normalizeTurns([
    { role: 'user', text: formatPrompt(first, systemPrompt) },
    ...turns.slice(flattenedTurns),
  ]);
  return messages.map(({ role, text }) => ({ role, content: text }));
}
