import { toBase64 } from '@/lib/chat/base64';
import type { ChatRequest, ChatTurn } from '../provider';
import { withoutBlankTurns } from '../shared/prompt';

/** The service wants a limit; this one holds some fifteen pages, and every model allows it. */
const DEFAULT_MAX_TOKENS = 8192;
/** What a model may think before it answers, where it has to be told. */
const THINKING_TOKENS = 8192;

/** The body of a request. https://platform.claude.com/docs/en/api/messages */
export async function toBody(
  { modelId, turns, systemPrompt, temperature, maxTokens }: ChatRequest,
  { thinks }: { readonly thinks: boolean },
) {
  const thinking = thinks ? thinkingOf(modelId) : null;
  const answerTokens = maxTokens ?? DEFAULT_MAX_TOKENS;
  return {
    model: modelId,
    max_tokens: answerTokens + (thinking ? THINKING_TOKENS : 0), // thoughts count
    stream: true,
    ...(systemPrompt !== '' && { system: systemPrompt }),
    messages: await Promise.all(withoutBlankTurns(turns).map(toMessage)),
    // Others go up to 2; and a model that thinks chooses for itself.
    ...(temperature !== null && !thinking && { temperature: Math.min(1, temperature) }),
    ...(thinking && { thinking }),
  };
}

async function toMessage({ role, text, images }: ChatTurn) {
  if (images.length === 0) return { role, content: text };
  const blocks = await Promise.all(images.map(toImageBlock));
  return { role, content: [...blocks, ...(text.trim() === '' ? [] : [{ type: 'text', text }])] };
}

async function toImageBlock(image: Blob) {
  const source = { type: 'base64', media_type: image.type, data: await toBase64(image) };
  return { type: 'image', source };
}

/** Models up to Claude 4.5 are told how much to think; later ones decide, and refuse to be told. */
const TOLD_HOW_MUCH =
  /^claude-(?:3-7-sonnet|(?:opus|sonnet|haiku)-4(?:-[0-5])?)(?:-\d{8}|-latest)?$/;
const CANNOT_THINK = /^claude-3-(?:opus|sonnet|haiku|5)/;

/** https://platform.claude.com/docs/en/build-with-claude/adaptive-thinking */
function thinkingOf(modelId: string) {
  if (CANNOT_THINK.test(modelId)) return null;
  if (TOLD_HOW_MUCH.test(modelId)) return { type: 'enabled', budget_tokens: THINKING_TOKENS };
  return { type: 'adaptive', display: 'summarized' };
}
