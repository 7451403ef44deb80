import { ChatError } from '@/lib/chat/errors';
import type { ChatTurn } from '../provider';

/** A turn of which only the words count. */
export type TextTurn = Pick<ChatTurn, 'role' | 'text'>;

/**
 * Turns as services expect them: none blank, and the roles take turns, so neighbours of one role
 * become one turn.
 */
export function normalizeTurns(turns: readonly TextTurn[]): TextTurn[] {
  const normalized: TextTurn[] = [];
  for (const { role, text } of turns) {
    if (text.trim() === '') continue;
    const last = normalized.at(-1);
    if (last?.role === role) {
      normalized[normalized.length - 1] = { role, text: `${last.text}\n${text}` };
    } else {
      normalized.push({ role, text });
    }
  }
  return normalized;
}

/** A system prompt as services with roles take it: a message before all others, where there is one. */
export function systemMessages(content: string) {
  return content === '' ? [] : [{ role: 'system' as const, content }];
}

/** Turns as services with a format of their own take them: all but those that say nothing. */
export function withoutBlankTurns(turns: readonly ChatTurn[]): ChatTurn[] {
  return turns.filter(({ text, images }) => text.trim() !== '' || images.length > 0);
}

/**
 * A whole conversation as one prompt, for services that take only text: a single turn as it is,
 * several as `User: …` and `Assistant: …`, with the reply's label last. A system prompt comes first.
 */
export function formatPrompt(turns: readonly TextTurn[], systemPrompt = ''): string {
  const [first, second] = turns;
  if (!first) throw new ChatError('internal', 'No messages');
  if (!second && systemPrompt === '') return first.text;
  const lines = turns.map(({ role, text }) => `${LABELS[role]}: ${text}`);
  const system = systemPrompt === '' ? [] : [`System: ${systemPrompt}`];
  return [...system, ...lines, `${LABELS.assistant}:`].join('\n');
}

const LABELS: Readonly<Record<ChatTurn['role'], string>> = {
  user: 'User',
  assistant: 'Assistant',
};
