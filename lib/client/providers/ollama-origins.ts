/** Operating systems by the names that `runtime.getPlatformInfo` gives them. */
export type DesktopOs = 'mac' | 'win' | 'linux';

/** Where a service of Linux keeps what its user changed. */
const OVERRIDES = '/etc/systemd/system/ollama.service.d';

/**
 * The command that lets Ollama answer `extensionOrigin`, such as `chrome-extension://…`. On macOS and
 * Windows Ollama has to be quit and started again after it.
 * https://docs.ollama.com/faq#how-do-i-configure-ollama-server
 */
export function ollamaOriginsCommand(os: DesktopOs, extensionOrigin: string): string {
  const setting = `OLLAMA_ORIGINS=${extensionOrigin}`;
  switch (os) {
    case 'mac':
      return `launchctl setenv OLLAMA_ORIGINS "${extensionOrigin}"`;
    case 'win':
      return `setx OLLAMA_ORIGINS "${extensionOrigin}"`;
    case 'linux':
      return [
        `sudo mkdir -p ${OVERRIDES}`,
        `printf '[Service]\\nEnvironment="${setting}"\\n' | sudo tee ${OVERRIDES}/origins.conf`,
        'sudo systemctl daemon-reload',
        'sudo systemctl restart ollama',
      ].join(' && ');
  }
}
