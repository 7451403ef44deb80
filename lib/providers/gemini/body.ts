import { toBase64 } from '@/lib/chat/base64';
import type { ChatRequest, ChatTurn } from '../provider';
import { withoutBlankTurns } from '../shared/prompt';

/** The body of a request. https://ai.google.dev/api/generate-content */
export async function toBody(
  { turns, output, systemPrompt, temperature, maxTokens }: ChatRequest,
  { showsThoughts }: { readonly showsThoughts: boolean },
) {
  return {
    contents: await Promise.all(withoutBlankTurns(turns).map(toContent)),
    ...(systemPrompt !== '' && { systemInstruction: { parts: [{ text: systemPrompt }] } }),
    generationConfig: {
      ...(temperature !== null && { temperature }),
      ...(maxTokens !== null && { maxOutputTokens: maxTokens }),
      ...(output === 'image' && { responseModalities: ['TEXT', 'IMAGE'] }),
      ...(output === 'text' && showsThoughts && { thinkingConfig: { includeThoughts: true } }),
    },
  };
}

async function toContent({ role, text, images }: ChatTurn) {
  const parts = await Promise.all(images.map(toImagePart));
  return {
    role: role === 'assistant' ? 'model' : 'user',
    parts: [...parts, ...(text.trim() === '' ? [] : [{ text }])],
  };
}

async function toImagePart(image: Blob) {
  return { inlineData: { mimeType: image.type, data: await toBase64(image) } };
}
