import { existsSync } from 'node:fs';
import { SetupError } from './setup-error';

const ENVIRONMENT_VARIABLE = 'SIDELIGHT_FIREFOX';
const USUAL_PATHS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'],
  darwin: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  win32: ['C:\\Program Files\\Mozilla Firefox\\firefox.exe'],
};

/**
 * Where a Firefox is: named by the environment, or at a usual path.
 * @throws {SetupError} with what to do by hand, when there is none.
 */
export function findFirefox(): string {
  const named = process.env[ENVIRONMENT_VARIABLE];
  const candidates = named ? [named] : (USUAL_PATHS[process.platform] ?? []);
  const found = candidates.find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw new SetupError(
    `No Firefox was found: install one and name its executable in ${ENVIRONMENT_VARIABLE}.`,
  );
}
