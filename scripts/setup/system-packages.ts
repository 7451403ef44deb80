import { hasCommand, runCommand } from './command';

/** Whether packages can be installed here: root, on Debian or a relative of it. */
export function canInstallSystemPackages(): boolean {
  return process.getuid?.() === 0 && hasCommand('apt-get');
}

/** Installs the Debian packages whose command is missing; `packages` maps command to package. */
export async function installSystemPackages(
  packages: Readonly<Record<string, string>>,
): Promise<void> {
  const missing = Object.entries(packages)
    .filter(([command]) => !hasCommand(command))
    .map(([, name]) => name);
  if (missing.length === 0) return;
  console.log(`Installing ${missing.join(', ')} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-q'], { env });
  await runCommand('apt-get', ['install', '-y', '-q', ...missing], { env });
}
