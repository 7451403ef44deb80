import { readBaseUrl } from '@/lib/chat/base-url';
import { t } from '@/lib/client/i18n';

/** What is wrong with a server's address as it is typed; `null` where it can be used. */
export function addressProblem(text: string): string | null {
  switch (readBaseUrl(text).type) {
    case 'usable':
      return null;
    case 'invalid':
      return t('addressInvalid');
    case 'insecure':
      return t('addressInsecure');
  }
}
