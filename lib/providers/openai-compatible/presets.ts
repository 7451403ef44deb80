import type { EndpointPreset } from '@/lib/chat/provider-info';

type Preset = Omit<EndpointPreset, 'kind'>;

/** Servers that speak OpenAI's format; those on this computer are on the ports they usually take. */
export const presets: readonly Preset[] = [
  cloud('openai', 'OpenAI', 'https://api.openai.com/v1', 'https://platform.openai.com/api-keys'),
  cloud(
    'openrouter',
    'OpenRouter',
    'https://openrouter.ai/api/v1',
    'https://openrouter.ai/settings/keys',
  ),
  cloud('groq', 'Groq', 'https://api.groq.com/openai/v1', 'https://console.groq.com/keys'),
  cloud('mistral', 'Mistral', 'https://api.mistral.ai/v1', 'https://console.mistral.ai/api-keys'),
  cloud(
    'deepseek',
    'DeepSeek',
    'https://api.deepseek.com/v1',
    'https://platform.deepseek.com/api_keys',
  ),
  cloud('xai', 'xAI', 'https://api.x.ai/v1', 'https://console.x.ai/'),
  cloud(
    'together',
    'Together',
    'https://api.together.xyz/v1',
    'https://api.together.ai/settings/api-keys',
  ),
  onThisComputer('lm-studio', 'LM Studio', 'http://localhost:1234/v1'),
  onThisComputer('llama-cpp', 'llama.cpp', 'http://localhost:8080/v1'),
  onThisComputer('jan', 'Jan', 'http://127.0.0.1:1337/v1'),
  onThisComputer('vllm', 'vLLM', 'http://localhost:8000/v1'),
  onThisComputer('gpt4free', 'gpt4free', 'http://localhost:1337/v1'),
];

function cloud(id: string, name: string, baseUrl: string, keyPage: string): Preset {
  return { id, name, baseUrl, place: 'cloud', key: 'required', keyPage };
}

/** They ask for a key only where they were started with one. */
function onThisComputer(id: string, name: string, baseUrl: string): Preset {
  return { id, name, baseUrl, place: 'this-computer', key: 'optional', keyPage: null };
}
