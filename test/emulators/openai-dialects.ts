/** What differs between servers that speak OpenAI's format. */
export interface OpenaiDialect {
  readonly hosts: readonly string[];
  readonly protocol: 'https' | 'http';
  readonly basePath: string;
  /** Whether it answers without a key. */
  readonly isOpen: boolean;
  /** The field of a delta that carries reasoning. */
  readonly reasoningField: 'reasoning' | 'reasoning_content';
  /** Lines before the first chunk, as they are sent. */
  readonly preamble: string;
  /** What each chunk says besides. */
  readonly chunkFields: Readonly<Record<string, unknown>>;
  /** The body of GET models. */
  readonly models: unknown;
  /** LM Studio's own list, which says more. */
  readonly detailedModels?: unknown;
  /** Whether unknown fields of a request are refused, and some of those that are known. */
  readonly isStrict: boolean;
}

export type OpenaiDialectName =
  | 'openai'
  | 'openrouter'
  | 'gpt4free'
  | 'llama.cpp'
  | 'lm-studio'
  | 'together';

const LOCAL = {
  hosts: ['127.0.0.1', 'localhost'],
  protocol: 'http',
  basePath: '/v1',
  isOpen: true,
} as const;

const listOf = (data: readonly object[]) => ({ object: 'list', data });
const listed = (id: string, created: number) => ({
  id,
  object: 'model',
  created,
  owned_by: 'system',
});

export const openaiDialects: Readonly<Record<OpenaiDialectName, OpenaiDialect>> = {
  openai: {
    hosts: ['api.openai.com'],
    protocol: 'https',
    basePath: '/v1',
    isOpen: false,
    reasoningField: 'reasoning_content',
    preamble: '',
    chunkFields: {},
    isStrict: true,
    models: listOf([
      listed('gpt-4o', 1715367049),
      listed('text-embedding-3-small', 1705948997),
      listed('dall-e-3', 1698785189),
      listed('whisper-1', 1677532384),
      listed('gpt-5-mini', 1754425928),
      listed('gpt-image-1', 1745517030),
      listed('gpt-4o-mini-tts', 1742403959),
      listed('gpt-5-pro', 1759469822),
      listed('omni-moderation-latest', 1731689265),
      listed('gpt-3.5-turbo', 1677610602),
    ]),
  },
  openrouter: {
    hosts: ['openrouter.ai'],
    protocol: 'https',
    basePath: '/api/v1',
    isOpen: false,
    reasoningField: 'reasoning',
    preamble: ': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n',
    chunkFields: { provider: 'Some provider' },
    isStrict: false,
    models: {
      data: [
        routed('google/gemini-image', 'Google:  Gemini Image ', 'text+image->text+image'),
        routed('meta/llama-see', 'Meta: Llama See', 'text+image->text'),
        routed('some/speaker', 'Some: Speaker', 'text->audio'),
        routed('meta/llama-blind', 'Meta: Llama Blind', 'text->text'),
      ],
    },
  },
  gpt4free: {
    ...LOCAL,
    reasoningField: 'reasoning',
    preamble: '',
    chunkFields: { provider: 'PhindAi' },
    isStrict: false,
    models: listOf([
      { ...listed('gpt-4o', 0), image: false, vision: true, provider: false },
      { ...listed('deepseek-r1', 0), image: false, vision: false, provider: false },
      { ...listed('flux', 0), image: true, vision: false, provider: false },
      { ...listed('PhindAi', 0), image: false, vision: false, provider: true },
    ]),
  },
  'llama.cpp': {
    ...LOCAL,
    reasoningField: 'reasoning_content',
    preamble: '',
    chunkFields: { system_fingerprint: 'b6000' },
    isStrict: false,
    models: {
      models: [{ name: '/models/Some-7B-Q4_K_M.gguf', capabilities: ['completion', 'multimodal'] }],
      ...listOf([{ ...listed('/models/Some-7B-Q4_K_M.gguf', 1754425928), meta: { n_ctx: 4096 } }]),
    },
  },
  'lm-studio': {
    ...LOCAL,
    reasoningField: 'reasoning_content',
    preamble: '',
    chunkFields: {},
    isStrict: false,
    models: listOf([{ id: 'some-seer' }, { id: 'qwen2-vl-blinded' }, { id: 'some-vectors' }]),
    detailedModels: listOf([
      { id: 'some-seer', type: 'vlm', state: 'loaded' },
      { id: 'qwen2-vl-blinded', type: 'llm', state: 'not-loaded' },
      { id: 'some-vectors', type: 'embeddings', state: 'not-loaded' },
    ]),
  },
  together: {
    hosts: ['api.together.xyz'],
    protocol: 'https',
    basePath: '/v1',
    isOpen: false,
    reasoningField: 'reasoning',
    preamble: '',
    chunkFields: {},
    isStrict: false,
    models: [
      { ...listed('some/chat', 0), type: 'chat', display_name: 'Some Chat' },
      { ...listed('some/vectors', 0), type: 'embedding', display_name: 'Some Vectors' },
      { ...listed('some/painter', 0), type: 'image', display_name: 'Some Painter' },
      { broken: true },
    ],
  },
};

function routed(id: string, name: string, modality: string) {
  const [input = [], output = []] = modality.split('->').map((side) => side.split('+'));
  const architecture = { modality, input_modalities: input, output_modalities: output };
  return { id, name, created: 1754425928, architecture };
}
