import { expect, test } from 'vitest';
import { ollamaOriginsCommand, type DesktopOs } from './ollama-origins';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

const commands: [DesktopOs, string][] = [
  ['mac', `launchctl setenv OLLAMA_ORIGINS "${ORIGIN}"`],
  ['win', `setx OLLAMA_ORIGINS "${ORIGIN}"`],
  [
    'linux',
    'sudo mkdir -p /etc/systemd/system/ollama.service.d && ' +
      String.raw`printf '[Service]\nEnvironment="OLLAMA_ORIGINS=${ORIGIN}"\n' | ` +
      'sudo tee /etc/systemd/system/ollama.service.d/origins.conf && ' +
      'sudo systemctl daemon-reload && sudo systemctl restart ollama',
  ],
];

test.each(commands)('on %s one command lets Ollama answer this extension', (os, command) => {
  expect(ollamaOriginsCommand(os, ORIGIN)).toBe(command);
});
