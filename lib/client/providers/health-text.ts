import type { Health } from '@/lib/chat/provider-info';
import { formatTime, t } from '../i18n';

/** What is known now of a provider, in a few words. */
export function healthText(health: Health): string {
  switch (health.type) {
    case 'ready':
      return t('healthReady');
    case 'needs-access':
      return t('healthNeedsAccess');
    case 'needs-key':
      return t('healthNeedsKey');
    case 'limited':
      return health.until === null
        ? t('healthLimited')
        : t('healthLimitedUntil', formatTime(health.until));
    case 'unreachable':
      return t('healthUnreachable');
    case 'refused':
      return t('healthRefused');
  }
}
