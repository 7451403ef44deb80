import { useMemo, useState } from 'preact/hooks';
import type { Extent, QuotedPage } from '@/lib/chat/page-reading';
import type { Chat } from '@/lib/client/chat/chat';
import { t, tCount, type MessageKey } from '@/lib/client/i18n';
import { allowAlways, canAskFor, changeExtent, removeQuote } from '@/lib/client/pages/page-context';
import { previewOf, sizeText } from '@/lib/client/pages/page-context-texts';
import { CloseIcon, MoreIcon } from '@/components/controls/icons';
import { IconButton } from '@/components/controls/icon-button';
import { Menu } from '@/components/controls/menu';
import { MenuGroup } from '@/components/controls/menu-group';
import { MenuItem } from '@/components/controls/menu-item';
import styles from './context-chip.module.css';

const EXTENTS: readonly { extent: Extent; label: MessageKey }[] = [
  { extent: 'start', label: 'extentStart' },
  { extent: 'relevant', label: 'extentRelevant' },
  { extent: 'all', label: 'extentAll' },
];

interface ContextChipProps {
  readonly chat: Chat;
  readonly quote: QuotedPage;
}

/** One page beside the prompt: how much of it goes along, and what that is. */
export function ContextChip({ chat, quote }: ContextChipProps) {
  const [isUnfolded, setUnfolded] = useState(false);
  const { page } = quote;
  const title = page.title || page.url;
  const size = useMemo(() => sizeText(quote), [quote]);
  return (
    <div class={styles['chip']}>
      <div class={styles['line']}>
        <button
          type="button"
          class={styles['name']}
          aria-expanded={isUnfolded}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          <span class={styles['title']} dir="auto">
            {quote.source === 'selection' ? `“${page.text.trim()}”` : title}
          </span>
          <span class={styles['size']}>{size}</span>
        </button>
        <ExtentMenu chat={chat} quote={quote} />
        <IconButton
          icon={CloseIcon}
          label={t('removePage', title)}
          onClick={() => removeQuote(chat, quote)}
        />
      </div>
      {isUnfolded && (
        <div class={styles['preview']}>
          {page.hiddenCharacters > 0 && (
            <p class={styles['size']}>{tCount('hiddenCharacters', page.hiddenCharacters)}</p>
          )}
          <p dir="auto">{previewOf(quote)}</p>
        </div>
      )}
    </div>
  );
}

/** Which part of the page goes along, and whether its site may be read from now on. */
function ExtentMenu({ chat, quote }: ContextChipProps) {
  const [isOpen, setOpen] = useState(false);
  const [canAllow, setCanAllow] = useState(false);
  const host = URL.canParse(quote.page.url) ? new URL(quote.page.url).host : '';

  function toggle(): void {
    setOpen(!isOpen);
    canAskFor(quote.page.url).then(setCanAllow, () => {}); // then it is not offered
  }
  const closeAfter = (action: () => void) => () => {
    setOpen(false);
    action();
  };

  return (
    <Menu
      label={t('extent')}
      side="above"
      isOpen={isOpen}
      onClose={() => setOpen(false)}
      trigger={
        <IconButton
          icon={MoreIcon}
          label={t('extent')}
          aria-haspopup="menu"
          aria-expanded={isOpen}
          onClick={toggle}
        />
      }
    >
      <MenuGroup label={t('extent')}>
        {EXTENTS.map(({ extent, label }) => (
          <MenuItem
            key={extent}
            isChecked={extent === quote.extent}
            onSelect={closeAfter(() => changeExtent(chat, quote, extent))}
          >
            {t(label)}
          </MenuItem>
        ))}
      </MenuGroup>
      {canAllow && host !== '' && (
        <div>
          <MenuItem onSelect={closeAfter(() => allowAlways(quote))}>
            {t('allowAlways', host)}
          </MenuItem>
        </div>
      )}
    </Menu>
  );
}
