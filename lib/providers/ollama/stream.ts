import { ChatError } from '@/lib/chat/errors';
import type { FinishReason } from '@/lib/chat/message';
import type { ProviderEvent } from '../provider';
import { dataOf, refuseWebPage } from '../shared/http';
import { readItems, type Emit } from '../shared/items';
import { parseJson } from '../shared/json';
import { readLines } from '../shared/lines';
import { lineSchema } from './wire';

/** The content of an answer, an object a line, then why it ended. @throws {ChatError} */
export async function* readReply(
  response: Response,
  signal: AbortSignal,
): AsyncGenerator<ProviderEvent, FinishReason, undefined> {
  const finishReason = yield* readItems(readLines(dataOf(response), signal), read);
  if (finishReason) return finishReason;
  throw new ChatError('cut-off', 'The stream ended without "done"');
}

function read(text: string, emit: Emit): FinishReason | void {
  if (text.trim() === '') return;
  refuseWebPage(text);
  const line = parseJson(lineSchema, text);
  if (!line) throw new ChatError('protocol', 'A line that is not a part of a reply');
  if (line.error) throw new ChatError('overloaded', line.error, { code: 'ollama-error' });
  const { thinking, content } = line.message ?? {};
  if (thinking) emit({ type: 'reasoning-delta', text: thinking });
  if (content) emit({ type: 'text-delta', text: content });
  if (!line.done) return;
  const { prompt_eval_count: inputTokens, eval_count: outputTokens } = line;
  if (inputTokens != null && outputTokens != null) {
    emit({ type: 'usage', inputTokens, outputTokens });
  }
  return line.done_reason === 'length' ? 'length' : 'stop';
}
