import { isPrivateHost } from '@/lib/chat/base-url';
import { ChatError } from '@/lib/chat/errors';
import type { EndpointPreset } from '@/lib/chat/provider-info';
import type { Connection } from '../provider';
import { presets } from './presets';
import type { Settings } from './settings';

/** What is known of a server by its address. */
export interface Server {
  readonly baseUrl: string;
  /** Of the preset at the same address, whatever the user called it. */
  readonly presetId: EndpointPreset['id'] | null;
  /** The newer models of OpenAI's own refuse `max_tokens`; others may not know the newer name. */
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** Whether image models answer in a chat, as they do where many services are behind one. */
  readonly makesImagesInChat: boolean;
}

/** @throws {ChatError} for an address that cannot be used. */
export function serverOf({ baseUrl }: Settings): Server {
  if (baseUrl === '') throw new ChatError('network', 'The address of the server cannot be used');
  const presetId = presetAt(baseUrl)?.id ?? null;
  return {
    baseUrl,
    presetId,
    maxTokensField: presetId === 'openai' ? 'max_completion_tokens' : 'max_tokens',
    makesImagesInChat: presetId === 'openrouter',
  };
}

/** Where the server is, and what it wants to know of us. */
export function connectionOf({ baseUrl }: Settings): Connection {
  if (baseUrl === '') {
    const site = { name: '', url: '' };
    return { site, origins: [], headerRules: [], key: { need: 'optional', page: null } };
  }
  const { protocol, hostname, host, origin } = new URL(baseUrl);
  const preset = presetAt(baseUrl);
  const page = preset?.keyPage ?? null;
  return {
    site: page === null ? { name: host, url: `${origin}/` } : siteOf(page),
    origins: [`${protocol}//${hostname}/*`], // Firefox takes no port in a match pattern
    server: origin,
    headerRules: [],
    key: { need: preset?.key ?? 'optional', page },
  };
}

/** People use a service where they get its keys; its API has no page. */
function siteOf(page: string): Connection['site'] {
  return { name: new URL(page).host, url: page };
}

function presetAt(baseUrl: string) {
  const { origin, hostname, port } = new URL(baseUrl);
  return presets.find((preset) => {
    const known = new URL(preset.baseUrl);
    // A computer has many names, and each kind of server its own port.
    return isPrivateHost(hostname)
      ? isPrivateHost(known.hostname) && known.port === port
      : known.origin === origin;
  });
}
