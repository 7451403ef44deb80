import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LOCAL_ORIGINS } from '@/lib/chat/local-server';
import { providers } from '@/lib/providers/registry';

/**
 * What a fresh profile lets the extension reach: the hosts of all providers; the same once its page
 * has asked, without a prompt that nobody could answer; or nothing.
 */
export type HostAccess = 'granted' | 'promptless' | 'none';

interface SeedOptions {
  readonly userDataDir: string;
  readonly extensionPath: string;
  /** Match patterns. */
  readonly origins: readonly string[];
}

/** The match patterns of what providers reach, with the settings they start with. */
export function providerOrigins(): string[] {
  const origins = providers.flatMap(({ connection }) => connection(undefined).origins);
  // DuckDuckGo's other host is a setting; this computer is searched for servers.
  return [...new Set([...origins, 'https://duck.ai/*', ...LOCAL_ORIGINS])];
}

/** Writes host access into a profile before its first start; a profile in use is left alone. */
export async function seedHostAccess(
  access: HostAccess,
  { userDataDir, extensionPath, origins }: SeedOptions,
): Promise<void> {
  const file = path.join(userDataDir, 'Default', 'Preferences');
  if (access === 'none' || existsSync(file)) return;
  const hosts = { api: [], explicit_host: origins, manifest_permissions: [], scriptable_host: [] };
  const extension = {
    granted_permissions: hosts,
    runtime_granted_permissions: hosts,
    ...(access === 'granted' && { active_permissions: hosts }),
  };
  const preferences = { extensions: { settings: { [unpackedId(extensionPath)]: extension } } };
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(preferences));
}

/** The id that Chromium gives an unpacked extension: its path's hash, spelt with the letters a to p. */
export function unpackedId(extensionPath: string): string {
  const encoding = process.platform === 'win32' ? 'utf16le' : 'utf8';
  const hash = createHash('sha256').update(extensionPath, encoding).digest('hex');
  return hash
    .slice(0, 32)
    .replaceAll(/./g, (digit) => String.fromCodePoint(97 + Number.parseInt(digit, 16)));
}
