import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { CommandError, runCommand } from './command';
import { SetupError } from './setup-error';
import { canInstallSystemPackages, installSystemPackages } from './system-packages';

const ENVIRONMENT_VARIABLES = ['SIDELIGHT_CHROMIUM', 'CHROMIUM_PATH', 'CHROME_PATH'];

/** Chromium and Chrome for Testing. Branded Chrome is left out: it ignores `--load-extension`. */
const USUAL_PATHS: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium'],
  darwin: ['/Applications', path.join(homedir(), 'Applications')].flatMap((folder) => [
    path.join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
    path.join(folder, 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'),
  ]),
  win32: ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'].map((variable) =>
    path.join(process.env[variable] ?? 'C:\\', 'Chromium\\Application\\chrome.exe'),
  ),
};

/**
 * Where a Chromium is: named by the environment, at a usual path, or in Playwright's cache.
 * @throws {SetupError} when the environment names a file that does not exist.
 */
export function findChromium(): string | undefined {
  for (const variable of ENVIRONMENT_VARIABLES) {
    const file = process.env[variable];
    if (!file) continue;
    if (existsSync(file)) return file;
    throw new SetupError(`${variable} is ${file}, where there is no file.`);
  }
  const candidates = [...(USUAL_PATHS[process.platform] ?? []), chromium.executablePath()];
  return candidates.find((file) => existsSync(file));
}

/**
 * Finds a Chromium, or installs one.
 * @throws {SetupError} with what to do by hand, when there is none and none can be installed.
 */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found !== undefined) return found;
  await installChromium();
  const installed = findChromium();
  if (installed !== undefined) return installed;
  throw new SetupError(HOW_TO_INSTALL);
}

const HOW_TO_INSTALL =
  'No Chromium was found and none could be installed: install one ' +
  '(https://www.chromium.org/getting-involved/download-chromium/) ' +
  `and name its executable in ${ENVIRONMENT_VARIABLES[0]}.`;

async function installChromium(): Promise<void> {
  const ways = [installPlaywrightChromium];
  if (canInstallSystemPackages()) ways.unshift(installDebianChromium);
  for (const install of ways) {
    try {
      return await install();
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      console.error(`${error.message}.`);
    }
  }
}

function installDebianChromium(): Promise<void> {
  return installSystemPackages({ chromium: 'chromium' });
}

function installPlaywrightChromium(): Promise<void> {
  console.log("Installing Playwright's Chromium …");
  return runCommand('npx', ['playwright', 'install', '--no-shell', 'chromium']);
}
