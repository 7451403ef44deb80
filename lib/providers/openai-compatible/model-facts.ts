import type { Model } from '@/lib/chat/provider-info';

/** What is known of a model; what is not is told by its id. */
export interface ModelFacts {
  readonly id: string;
  readonly name?: string | undefined;
  /** Seconds since the epoch. */
  readonly createdAt?: number | undefined;
  /** `other` is neither a chat nor an image: no model for us. */
  readonly output?: Model['output'] | 'other' | undefined;
  readonly takesImages?: boolean | undefined;
  /** Whether an image model can be asked for a size and a quality. */
  readonly hasImageChoices?: boolean;
}

/** A model as the picker shows it; `null` for one that neither chats nor draws. */
export function describeModel(facts: ModelFacts): Model | null {
  const { id, hasImageChoices = true } = facts;
  const output = facts.output ?? outputOf(id);
  if (output === 'other') return null;
  const name = nameOf(facts);
  if (output === 'image') return { id, name, output, ...(hasImageChoices && imageChoicesOf(id)) };
  const takesImages = facts.takesImages ?? TAKES_IMAGES.some((pattern) => pattern.test(id));
  return { id, name, output, ...(takesImages && { takesImages }) };
}

/** Servers of local models name them by their file. */
function nameOf({ id, name }: ModelFacts): string {
  const given = name?.trim().replaceAll(/\s+/g, ' ');
  if (given) return given;
  return /\.gguf$/i.test(id) ? id.replace(/^.*[\\/]/, '').replace(/\.gguf$/i, '') : id;
}

const IMAGE =
  /(?:^|\/)(?:dall-e|(?:chat)?gpt-image|flux|stable-diffusion|sdxl|imagen|grok-(?:\d-|imagine-)?image|qwen-image|hidream|kolors|playground-v|recraft|ideogram|seedream)/i;

const OTHER = [
  /embed|whisper|\btts\b|transcribe|moderation|realtime|rerank|\baudio\b|orpheus|\bocr\b/i,
  /(?:^|\/)(?:davinci|babbage|sora|veo|lyria|bge|gpt-3\.5-turbo-instruct|computer-use)\b/i,
  // OpenAI answers for these in another format alone.
  /^(?:o\d|gpt-\d[\d.]*)(?:-[a-z]+)*-(?:pro|codex|deep-research)\b/,
];

function outputOf(id: string): NonNullable<ModelFacts['output']> {
  if (IMAGE.test(id)) return 'image';
  return OTHER.some((pattern) => pattern.test(id)) ? 'other' : 'text';
}

/** Families that see, by what their makers call them. */
const TAKES_IMAGES = [
  /(?:^|\/)(?:gpt-4o|gpt-4\.[15]|gpt-4-turbo|gpt-[5-9]|chatgpt-4o|o1(?!-mini|-preview)|o3(?!-mini)|o4)/i,
  /(?:^|\/)(?:claude-[3-9]|claude-(?:opus|sonnet|haiku)|gemini-|grok-[4-9](?!.*code)|grok-.*vision)/i,
  /(?:^|[^a-z])(?:vision|vl|vlm|omni|multimodal)(?:[^a-z]|$)|\dvl?m?-?vl\b/i,
  /llava|pixtral|moondream|internvl|minicpm-?[vo]|molmo|idefics|cogvlm|medgemma/i,
  /gemma-?(?:3(?!.*(?:270m|1b))|4)|llama-?4|mistral-(?:small-(?:3\.[1-9]|latest)|medium|large-3)|glm-4\.\d?v/i,
];

const GPT_IMAGE = {
  imageSizes: ['auto', '1024x1024', '1536x1024', '1024x1536'],
  imageQualities: ['auto', 'low', 'medium', 'high'],
};

/** https://platform.openai.com/docs/guides/image-generation */
function imageChoicesOf(id: string): Pick<Model, 'imageSizes' | 'imageQualities'> {
  if (/(?:^|\/)dall-e-3/.test(id)) {
    return {
      imageSizes: ['1024x1024', '1792x1024', '1024x1792'],
      imageQualities: ['standard', 'hd'],
    };
  }
  if (/(?:^|\/)dall-e-2/.test(id)) return { imageSizes: ['1024x1024', '512x512', '256x256'] };
  return /(?:^|\/)(?:chat)?gpt-image/.test(id) ? GPT_IMAGE : {};
}
