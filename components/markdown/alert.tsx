import type { ComponentChildren, ComponentType } from 'preact';
import { t, type MessageKey } from '@/lib/client/i18n';
import {
  AlertIcon,
  BulbIcon,
  ImportantIcon,
  InfoIcon,
  StopSignIcon,
} from '@/components/controls/icons';
import type { AlertKind } from '@/lib/markdown/ast';
import styles from './alert.module.css';

interface AlertProps {
  readonly kind: AlertKind;
  readonly dir: 'auto' | undefined;
  readonly children: ComponentChildren;
}

interface Look {
  readonly icon: ComponentType;
  readonly title: MessageKey;
}

const LOOKS: Readonly<Record<AlertKind, Look>> = {
  note: { icon: InfoIcon, title: 'alertNote' },
  tip: { icon: BulbIcon, title: 'alertTip' },
  important: { icon: ImportantIcon, title: 'alertImportant' },
  warning: { icon: AlertIcon, title: 'alertWarning' },
  caution: { icon: StopSignIcon, title: 'alertCaution' },
};

/** A quote that says what it is for. It interrupts nobody: it is part of a text. */
export function Alert({ kind, dir, children }: AlertProps) {
  const { icon: Icon, title } = LOOKS[kind];
  return (
    <blockquote class={styles['alert']} data-kind={kind} dir={dir}>
      <p class={styles['title']}>
        <Icon />
        {t(title)}
      </p>
      {children}
    </blockquote>
  );
}
