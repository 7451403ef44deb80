import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

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

/** Stands for the host of any image. It is asked for host by host, so tests grant none of it. */
const ANY_HOST = 'https://*/*';

/** The match patterns of providers' hosts among those that a manifest names. */
export function providerOrigins(optionalHosts: readonly string[]): string[] {
  return optionalHosts.filter((pattern) => pattern !== ANY_HOST);
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
