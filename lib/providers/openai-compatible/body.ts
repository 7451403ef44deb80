import { toBase64 } from '@/lib/chat/base64';
import type { ChatRequest, ChatTurn } from '../provider';
import { systemMessages } from '../shared/prompt';
import type { Body } from './adjustments';
import type { Server } from './server';

/** The body of a chat request: https://platform.openai.com/docs/api-reference/chat/create */
export async function chatBody(
  { modelId, output, turns, systemPrompt, temperature, maxTokens }: ChatRequest,
  { maxTokensField }: Server,
): Promise<Body> {
  const messages = await Promise.all(joinNeighbours(turns).map(toMessage));
  return {
    model: modelId,
    messages: [...systemMessages(systemPrompt), ...messages],
    stream: true,
    stream_options: { include_usage: true },
    ...(temperature !== null && { temperature }),
    ...(maxTokens !== null && { [maxTokensField]: maxTokens }),
    ...(output === 'image' && { modalities: ['image', 'text'] }),
  };
}

/** The body of a request for an image: https://platform.openai.com/docs/api-reference/images/create */
export function imageBody({ modelId, turns, imageSize, imageQuality }: ChatRequest): Body {
  const isGptImage = /(?:^|\/)(?:chat)?gpt-image/.test(modelId); // they give base64, and take no word for it
  return {
    model: modelId,
    prompt: turns.at(-1)?.text ?? '',
    n: 1,
    ...(imageSize !== null && { size: imageSize }),
    ...(imageQuality !== null && { quality: imageQuality }),
    ...(!isGptImage && { response_format: 'b64_json' }),
  };
}

/** None blank, and the roles take turns: the templates of many local models insist on it. */
function joinNeighbours(turns: readonly ChatTurn[]): ChatTurn[] {
  const joined: ChatTurn[] = [];
  for (const turn of turns) {
    if (turn.text.trim() === '' && turn.images.length === 0) continue;
    const last = joined.at(-1);
    if (last?.role !== turn.role) {
      joined.push(turn);
      continue;
    }
    const texts = [last.text, turn.text].filter((text) => text.trim() !== '');
    const images = [...last.images, ...turn.images];
    joined[joined.length - 1] = { role: turn.role, text: texts.join('\n'), images };
  }
  return joined;
}

async function toMessage({ role, text, images }: ChatTurn) {
  if (images.length === 0) return { role, content: text };
  const words = text.trim() === '' ? [] : [{ type: 'text', text }];
  return { role, content: [...words, ...(await Promise.all(images.map(toImagePart)))] };
}

async function toImagePart(image: Blob) {
  const url = `data:${image.type};base64,${await toBase64(image)}`;
  return { type: 'image_url', image_url: { url } };
}
